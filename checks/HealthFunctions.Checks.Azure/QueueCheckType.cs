using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using HealthFunctions.Checks.Azure.Storage;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Defines <c>Type=Queue</c>.</summary>
internal sealed partial class QueueCheckType() : StorageCheckType<QueueCheckOptions>(StorageServiceKind.Queue, AllowedQueueUri)
{
    public const string AllowedQueueUri = "the https URI of an account's queues, such as https://shop.queue.core.windows.net";
    public const string AllowedQueue = "the name of a queue, 3 to 63 letters in lower case, digits and single hyphens, such as orders";
    public const string QueuePattern = $"^{ResourceName.StoragePattern}$";

    /// <summary>Limits the name of a queue that has a poison queue, whose name has seven letters more.</summary>
    private const int LongestName = 56;

    public override string Name => "Queue";

    protected override void Read(SettingsSection settings, QueueCheckOptions options)
    {
        base.Read(settings, options);
        options.Queue = settings.GetString(nameof(options.Queue));
        BacklogSettings.Read(settings, options);
    }

    protected override void Validate(QueueCheckOptions options, Action<string, string> reject)
    {
        base.Validate(options, reject);
        ResourceName.Validate(nameof(options.Queue), options.Queue, QueueName(), AllowedQueue, reject);
        if (options is { DeadLettersErrorAbove: not null, Queue: { Length: > LongestName } queue } && QueueName().IsMatch(queue))
        {
            reject(nameof(options.Queue), $"'{queue}', whose poison queue would have too long a name; allowed beside {nameof(options.DeadLettersErrorAbove)}: up to {LongestName} characters");
        }

        BacklogSettings.BacklogOf(options).Validate(reject);
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The check disposes of it.")]
    protected override IHealthCheck Create(QueueCheckOptions options, IServiceProvider services)
    {
        TimeProvider time = services.GetClock();
        return new QueueHealthCheck(CreateService(options, time), options.Queue!, BacklogSettings.BacklogOf(options), time);
    }

    [GeneratedRegex(QueuePattern, RegexOptions.CultureInvariant)]
    private static partial Regex QueueName();
}
