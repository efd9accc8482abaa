using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExistingApp.Checks;

/// <summary>Counts its own runs, by a meter of the app.</summary>
internal sealed class ProbeCounterCheck(IMeterFactory meters) : IHealthCheck
{
    public const string MeterName = "ExistingApp";

    private readonly Counter<int> _probes = meters.Create(MeterName).CreateCounter<int>("probes");

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        _probes.Add(1, KeyValuePair.Create("check", (object?)context.Registration.Name));
        return Task.FromResult(HealthCheckResult.Healthy());
    }
}
