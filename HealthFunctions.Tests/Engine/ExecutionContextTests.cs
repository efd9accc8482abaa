using System.Collections.Concurrent;
using System.Diagnostics;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that a run has nothing of the execution context of the call that happened to start it.</summary>
public sealed class ExecutionContextTests
{
    [Fact]
    public async Task The_check_and_the_log_lines_of_its_run_do_not_see_the_context_of_the_first_caller()
    {
        AsyncLocal<string?> ofCaller = new();
        using Activity caller = new("caller");
        ConcurrentQueue<string?> seen = [];
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = new(
            checks => checks
                .AddCheck("db", new DelegateCheck(token =>
                {
                    seen.Enqueue(ofCaller.Value);
                    return check.CheckHealthAsync(new HealthCheckContext(), token);
                }))
                .AddCheck("queued", new DelegateCheck(_ =>
                {
                    seen.Enqueue(ofCaller.Value);
                    return Task.FromResult(HealthCheckResult.Unhealthy());
                }))
                .Services.AddLogging(logging => logging.AddProvider(new HookedLoggerProvider(() => seen.Enqueue(ofCaller.Value ?? (Activity.Current == caller ? "caller" : null))))),
            ("HealthFunctions__MaxConcurrency", "1"));

        // On a thread of its own, so that the test itself has nothing to show.
        await Task.Run(
            async () =>
            {
                caller.Start();
                ofCaller.Value = "caller";
                Task timedOut = engine.GetOrStartRunAsync();
                Task queued = engine.GetOrStartRunAsync("queued");
                await check.NextRunAsync();
                using (ExecutionContext.SuppressFlow())
                {
                    _ = Task.Run(() => engine.Clock.Advance(TimeSpan.FromSeconds(5)));
                }

                await Task.WhenAll(timedOut, queued);
            },
            TestContext.Current.CancellationToken);
        // The two checks, and a line of each: lines are written after the answers.
        await Eventually.TrueAsync(() => seen.Count >= 4);

        Assert.All(seen, Assert.Null);
    }
}
