using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Disk;

/// <summary>Defines <c>Type=Disk</c>.</summary>
internal sealed class DiskCheckType : HealthCheckType<DiskCheckOptions>
{
    private const string AllowedPath = "an absolute path, such as /data";

    public override string Name => "Disk";

    protected override void Read(SettingsSection settings, DiskCheckOptions options)
    {
        options.Path = settings.GetValue<string?>(nameof(options.Path), null, AllowedPath, (string text, out string? path) => IsPath(path = text));
        options.WarnBelow = settings.GetSizeLimit(nameof(options.WarnBelow));
        options.ErrorBelow = settings.GetSizeLimit(nameof(options.ErrorBelow));
    }

    protected override void Validate(DiskCheckOptions options, Action<string, string> reject)
    {
        if (options.Path is { } path && !IsPath(path))
        {
            reject(nameof(options.Path), $"'{path}'; allowed: {AllowedPath}");
        }

        SizeLimitsValidator.Validate(
            (nameof(options.WarnBelow), options.WarnBelow),
            (nameof(options.ErrorBelow), options.ErrorBelow),
            (warn, error) => !error.IsAtLeast(warn),
            "less than",
            reject);
    }

    protected override IHealthCheck Create(DiskCheckOptions options, IServiceProvider services) => new DiskHealthCheck(options);

    private static bool IsPath(string path) => Path.IsPathFullyQualified(path) && !path.Contains('\0', StringComparison.Ordinal);
}
