using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExistingApp;

/// <summary>Keeps the first report that was published.</summary>
internal sealed class RecordingPublisher : IHealthCheckPublisher
{
    private readonly TaskCompletionSource<HealthReport> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<HealthReport> First => _first.Task;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        _first.TrySetResult(report);
        return Task.CompletedTask;
    }
}
