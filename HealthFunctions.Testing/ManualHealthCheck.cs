using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Testing;

/// <summary>Implements a check whose runs the test ends.</summary>
internal sealed class ManualHealthCheck : IHealthCheck
{
    private readonly Channel<ManualRun> _started = Channel.CreateUnbounded<ManualRun>();
    private int _runs;

    /// <summary>Gets the number of runs that were started.</summary>
    public int Runs => Volatile.Read(ref _runs);

    /// <summary>Waits for the next run to start.</summary>
    public ValueTask<ManualRun> NextRunAsync() => _started.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Gets the next run, if it has started already.</summary>
    public bool TryNextRun([NotNullWhen(true)] out ManualRun? run) => _started.Reader.TryRead(out run);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _runs);
        ManualRun run = new(cancellationToken);
        _started.Writer.TryWrite(run);
        return run.Result;
    }
}
