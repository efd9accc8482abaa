using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Memory;

/// <summary>Defines <c>Type=Memory</c>.</summary>
internal sealed class MemoryCheckType : HealthCheckType<MemoryCheckOptions>
{
    public override string Name => "Memory";

    protected override void Read(SettingsSection settings, MemoryCheckOptions options)
    {
        options.WarnAbove = settings.GetSizeLimit(nameof(options.WarnAbove));
        options.ErrorAbove = settings.GetSizeLimit(nameof(options.ErrorAbove));
    }

    protected override void Validate(MemoryCheckOptions options, Action<string, string> reject) => SizeLimitsValidator.Validate(
        (nameof(options.WarnAbove), options.WarnAbove),
        (nameof(options.ErrorAbove), options.ErrorAbove),
        (warn, error) => !warn.IsAtLeast(error),
        "more than",
        reject);

    protected override IHealthCheck Create(MemoryCheckOptions options, IServiceProvider services) => new MemoryHealthCheck(options);
}
