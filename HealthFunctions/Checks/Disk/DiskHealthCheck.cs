using HealthFunctions.Health;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Disk;

/// <summary>Compares the free space of a volume, or of all local volumes, with limits: below them it is WARNING or ERROR.</summary>
/// <param name="options">Where to look and what must be free; valid.</param>
/// <param name="measure">Measures the volume of a path; null for the system's way.</param>
internal sealed class DiskHealthCheck(DiskCheckOptions options, Func<string, VolumeSpace>? measure = null) : IHealthCheck
{
    private readonly Func<string, VolumeSpace> _measure = measure ?? VolumeSpace.Measure;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (options.Path is { } path && !Path.Exists(path))
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(HealthReason.NotFound, $"The path {path} does not exist, or the process may not see it."));
        }

        List<VolumeSpace> volumes = [];
        foreach (string volume in options.Path is null ? LocalVolumes.Find() : [options.Path])
        {
            cancellationToken.ThrowIfCancellationRequested();
            volumes.Add(_measure(volume));
        }

        return Task.FromResult(volumes.Count > 0
            ? Judge(volumes)
            : HealthCheckResult.Unhealthy(HealthReason.NotFound, "There is no local volume that can be written to; a Path can be given."));
    }

    private HealthCheckResult Judge(List<VolumeSpace> volumes)
    {
        List<VolumeSpace> errors = volumes.FindAll(volume => IsBelow(volume, options.ErrorBelow));
        List<VolumeSpace> warnings = volumes.FindAll(volume => IsBelow(volume, options.WarnBelow) && !IsBelow(volume, options.ErrorBelow));
        // The first of those with the worst status, or of all: what a report shows.
        VolumeSpace worst = (errors.Count > 0 ? errors : warnings.Count > 0 ? warnings : volumes).MinBy(volume => volume.FreePercent)!;
        Dictionary<string, object> data = new()
        {
            ["path"] = worst.Path,
            ["free"] = new ObservedValue(worst.FreeBytes, "By"),
            ["total"] = new ObservedValue(worst.TotalBytes, "By"),
            ["freeShare"] = new ObservedValue(worst.FreePercent, "%"),
        };
        string description = string.Join(" ", errors.Concat(warnings).Select(Describe));
        return errors.Count > 0 ? HealthCheckResult.Unhealthy(HealthReason.Threshold, description, data: data)
            : warnings.Count > 0 ? HealthCheckResult.Degraded(HealthReason.Threshold, description, data: data)
            : HealthCheckResult.Healthy(data: data);
    }

    private string Describe(VolumeSpace volume) =>
        $"{SizeText.OfBytes(volume.FreeBytes)} of {SizeText.OfBytes(volume.TotalBytes)} are free on {volume.Path}, less than "
        + $"{(IsBelow(volume, options.ErrorBelow) ? options.ErrorBelow : options.WarnBelow)}.";

    private static bool IsBelow(VolumeSpace volume, SizeLimit? limit) => limit is { } free && volume.FreeBytes < free.Of(volume.TotalBytes);
}
