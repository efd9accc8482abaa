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
        HealthStatus failure = context.Registration.FailureStatus;
        if (options.Path is { } path && !Path.Exists(path))
        {
            return Task.FromResult(new HealthCheckResult(failure, $"The path {path} does not exist, or the process may not see it."));
        }

        List<VolumeSpace> volumes = [];
        foreach (string volume in options.Path is null ? LocalVolumes.Find() : [options.Path])
        {
            cancellationToken.ThrowIfCancellationRequested();
            volumes.Add(_measure(volume));
        }

        return Task.FromResult(volumes.Count > 0
            ? Judge(volumes, failure)
            : new HealthCheckResult(failure, "There is no local volume that can be written to; a Path can be given."));
    }

    private HealthCheckResult Judge(List<VolumeSpace> volumes, HealthStatus failure)
    {
        List<VolumeSpace> errors = volumes.FindAll(volume => IsBelow(volume, options.ErrorBelow));
        List<VolumeSpace> warnings = volumes.FindAll(volume => IsBelow(volume, options.WarnBelow) && !IsBelow(volume, options.ErrorBelow));
        List<VolumeSpace> bad = [.. errors, .. warnings];
        // The first of those with the worst status, or of all: what a report shows.
        VolumeSpace worst = (errors.Count > 0 ? errors : warnings.Count > 0 ? warnings : volumes).MinBy(volume => volume.FreePercent)!;
        return new HealthCheckResult(
            errors.Count > 0 ? failure : warnings.Count > 0 ? HealthStatus.Degraded : HealthStatus.Healthy,
            bad.Count > 0 ? string.Join(" ", bad.Select(Describe)) : null,
            data: new Dictionary<string, object>
            {
                ["path"] = worst.Path,
                ["freeBytes"] = worst.FreeBytes,
                ["totalBytes"] = worst.TotalBytes,
                ["freePercent"] = worst.FreePercent,
            });
    }

    private string Describe(VolumeSpace volume) =>
        $"{SizeText.OfBytes(volume.FreeBytes)} of {SizeText.OfBytes(volume.TotalBytes)} are free on {volume.Path}, less than "
        + $"{(IsBelow(volume, options.ErrorBelow) ? options.ErrorBelow : options.WarnBelow)}.";

    private static bool IsBelow(VolumeSpace volume, SizeLimit? limit) => limit is { } free && volume.FreeBytes < free.Of(volume.TotalBytes);
}
