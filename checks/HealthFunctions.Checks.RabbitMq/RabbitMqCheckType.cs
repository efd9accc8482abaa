using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.RabbitMq;

/// <summary>Defines <c>Type=RabbitMq</c>.</summary>
internal sealed class RabbitMqCheckType : HealthCheckType<RabbitMqCheckOptions>
{
    public override string Name => "RabbitMq";

    /// <summary>Gets whom to trust in the system's place; null for the system's own policy.</summary>
    public X509ChainPolicy? Trust { get; init; }

    protected override void Read(SettingsSection settings, RabbitMqCheckOptions options)
    {
        options.ConnectionString = ConnectionString.Read(settings);
        options.Queue = settings.GetString(nameof(options.Queue));
        options.WarnAbove = Backlog.ReadCount(settings, nameof(options.WarnAbove));
        options.ErrorAbove = Backlog.ReadCount(settings, nameof(options.ErrorAbove));
        options.DeadLetterQueue = settings.GetString(nameof(options.DeadLetterQueue));
        options.DeadLettersErrorAbove = Backlog.ReadCount(settings, nameof(options.DeadLettersErrorAbove));
    }

    protected override void Validate(RabbitMqCheckOptions options, Action<string, string> reject) => RabbitMqCheckOptionsValidator.Validate(options, reject);

    protected override IHealthCheck Create(RabbitMqCheckOptions options, IServiceProvider services) =>
        new RabbitMqHealthCheck(options, services.GetClock(), Trust);
}
