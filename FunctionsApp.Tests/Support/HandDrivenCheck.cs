using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Tests.Support;

/// <summary>A check whose runs end when the test says so.</summary>
internal sealed class HandDrivenCheck : IHealthCheck
{
    private readonly Channel<HandDrivenRun> started = Channel.CreateUnbounded<HandDrivenRun>();
    private int runs;

    /// <summary>How many runs were started.</summary>
    public int Runs => Volatile.Read(ref runs);

    /// <summary>The next run, as soon as it is under way.</summary>
    public ValueTask<HandDrivenRun> NextRunAsync() => started.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>The next run, if it is under way already.</summary>
    public bool TryNextRun([NotNullWhen(true)] out HandDrivenRun? run) => started.Reader.TryRead(out run);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref runs);
        HandDrivenRun run = new(cancellationToken);
        started.Writer.TryWrite(run);
        return run.Result;
    }
}
