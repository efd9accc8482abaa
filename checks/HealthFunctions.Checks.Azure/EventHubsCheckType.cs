using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using HealthFunctions.Checks.Azure.Messaging;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Defines <c>Type=EventHubs</c>.</summary>
internal sealed partial class EventHubsCheckType() : MessagingCheckType<EventHubsCheckOptions>("https://eventhubs.azure.net")
{
    public const string AllowedHub = "the name of an event hub, up to 256 letters, digits, dots, hyphens and underscores, such as clicks";
    public const string HubPattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,255}$";

    public override string Name => "EventHubs";

    protected override void Read(SettingsSection settings, EventHubsCheckOptions options)
    {
        base.Read(settings, options);
        options.Hub = settings.GetString(nameof(options.Hub));
    }

    protected override void Validate(EventHubsCheckOptions options, Action<string, string> reject)
    {
        base.Validate(options, reject);
        ResourceName.Validate(nameof(options.Hub), options.Hub, HubName(), AllowedHub, reject);
        if (options.Hub is { Length: > 0 } hub && EntityOf(options.ConnectionString) is { } entity && !entity.Equals(hub, StringComparison.OrdinalIgnoreCase))
        {
            reject(nameof(options.Hub), "another one than EntityPath in ConnectionString; allowed: the same");
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The check disposes of it.")]
    protected override IHealthCheck Create(EventHubsCheckOptions options, IServiceProvider services) => new EventHubsHealthCheck(
        CreateService(ConnectionOf(options), options.ClientId, services.GetClock()), options.Hub!);

    [GeneratedRegex(HubPattern, RegexOptions.CultureInvariant)]
    private static partial Regex HubName();
}
