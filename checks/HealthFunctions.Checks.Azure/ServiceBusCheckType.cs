using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using HealthFunctions.Checks.Azure.Messaging;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Defines <c>Type=ServiceBus</c>.</summary>
internal sealed partial class ServiceBusCheckType() : MessagingCheckType<ServiceBusCheckOptions>("https://servicebus.azure.net")
{
    public const string AllowedEntity = "the name of a queue or topic, up to 260 letters, digits, dots, hyphens, underscores and slashes, such as orders";
    public const string EntityPattern = "^[A-Za-z0-9]([A-Za-z0-9._/-]{0,258}[A-Za-z0-9._-])?$";
    public const string AllowedSubscription = "the name of a subscription, up to 50 letters, digits, dots, hyphens and underscores, such as billing";
    public const string SubscriptionPattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$";

    /// <summary>The highest limit on dead letters: they are counted one by one.</summary>
    public const int MostDeadLetters = 1_000;

    public override string Name => "ServiceBus";

    /// <summary>Gets the port of the REST API, where the count of messages is.</summary>
    public int RestPort { get; init; } = 443;

    protected override void Read(SettingsSection settings, ServiceBusCheckOptions options)
    {
        base.Read(settings, options);
        options.Queue = settings.GetString(nameof(options.Queue));
        options.Topic = settings.GetString(nameof(options.Topic));
        options.Subscription = settings.GetString(nameof(options.Subscription));
        BacklogSettings.Read(settings, options, MostDeadLetters);
    }

    protected override void Validate(ServiceBusCheckOptions options, Action<string, string> reject)
    {
        base.Validate(options, reject);
        ValidateEntity(options, reject);
        BacklogSettings.BacklogOf(options, MostDeadLetters).Validate(reject);
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The check disposes of them.")]
    protected override IHealthCheck Create(ServiceBusCheckOptions options, IServiceProvider services)
    {
        TimeProvider time = services.GetClock();
        MessagingConnection connection = ConnectionOf(options);
        string entity = options.Queue ?? $"{options.Topic}/Subscriptions/{options.Subscription}";
        MessagingService service = CreateService(connection, options.ClientId, time);
        bool isLengthLimited = options is not { WarnAbove: null, ErrorAbove: null };
        EntityLength? length = isLengthLimited ? new EntityLength(connection, entity, service, RestPort, time, Trust) : null;
        return new ServiceBusHealthCheck(service, entity, length, BacklogSettings.BacklogOf(options, MostDeadLetters), time);
    }

    private static void ValidateEntity(ServiceBusCheckOptions options, Action<string, string> reject)
    {
        bool isSubscription = options.Topic is not null || options.Subscription is not null;
        if (options.Queue is not null && isSubscription)
        {
            reject(nameof(options.Queue), "given beside Topic or Subscription; allowed: Queue, or Topic and Subscription");
        }
        else if (!isSubscription)
        {
            ResourceName.Validate(nameof(options.Queue), options.Queue, EntityName(), AllowedEntity, reject);
        }
        else
        {
            ResourceName.Validate(nameof(options.Topic), options.Topic, EntityName(), AllowedEntity, reject);
            ResourceName.Validate(nameof(options.Subscription), options.Subscription, SubscriptionName(), AllowedSubscription, reject);
        }

        if (EntityOf(options.ConnectionString) is { } entity && (options.Queue ?? options.Topic) is { Length: > 0 } name
            && !entity.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            reject(options.Queue is null ? nameof(options.Topic) : nameof(options.Queue), "another one than EntityPath in ConnectionString; allowed: the same");
        }
    }

    [GeneratedRegex(EntityPattern, RegexOptions.CultureInvariant)]
    private static partial Regex EntityName();

    [GeneratedRegex(SubscriptionPattern, RegexOptions.CultureInvariant)]
    private static partial Regex SubscriptionName();
}
