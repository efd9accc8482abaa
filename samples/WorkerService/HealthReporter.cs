using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WorkerService;

/// <summary>Runs the checks at the start and each minute, and logs what they found.</summary>
public sealed class HealthReporter(HealthCheckService checks, ILogger<HealthReporter> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMinutes(1));
        do
        {
            HealthReport report = await checks.CheckHealthAsync(stoppingToken);
            foreach ((string name, HealthReportEntry entry) in report.Entries)
            {
                logger.LogInformation("{Check} is {Status}", name, entry.Status);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
