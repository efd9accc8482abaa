using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Testing;

/// <summary>A check whose runs end when the test says so.</summary>
internal sealed class HandDrivenCheck : IHealthCheck
{
    private readonly Channel<HandDrivenRun> _started = Channel.CreateUnbounded<HandDrivenRun>();
    private int _runs;

    /// <summary>How many runs were started.</summary>
    public int Runs => Volatile.Read(ref _runs);

    /// <summary>The next run, as soon as it is under way.</summary>
    public ValueTask<HandDrivenRun> NextRunAsync() => _started.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>The next run, if it is under way already.</summary>
    public bool TryNextRun([NotNullWhen(true)] out HandDrivenRun? run) => _started.Reader.TryRead(out run);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _runs);
        HandDrivenRun run = new(cancellationToken);
        _started.Writer.TryWrite(run);
        return run.Result;
    }
}
