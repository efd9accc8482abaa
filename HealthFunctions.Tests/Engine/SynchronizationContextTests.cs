using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that the engine never waits for the synchronization context of a caller, which may be blocked, such as that of a user interface.</summary>
public sealed class SynchronizationContextTests
{
    [Fact]
    public async Task An_answer_does_not_wait_for_the_synchronization_context_of_the_caller()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("db", check, tags: ["all"]).AddCheck("slow", new ManualHealthCheck(), tags: ["late"], timeout: TimeSpan.FromMinutes(1)),
            ("HealthFunctions__Deadline", "00:00:08"));

        Task[] calls = InContext(
            () => engine.CallAsync(), () => engine.CallGroupAsync("all"), () => engine.ReportAsync(), () => engine.CallGroupAsync("late"));
        (await check.NextRunAsync()).ReturnHealthy();
        engine.Clock.Advance(TimeSpan.FromSeconds(8));
        await Task.WhenAll(calls[0], calls[1], calls[3]);
        engine.Clock.Advance(TimeSpan.FromSeconds(52));

        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_queued_run_a_timeout_and_a_stop_do_not_wait_for_it()
    {
        ManualHealthCheck hung = new();
        ManualHealthCheck queued = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("hung", hung).AddCheck("queued", queued), ("HealthFunctions__MaxConcurrency", "1"));

        InContext(() => engine.GetOrStartRunAsync("hung"));
        ManualRun run = await hung.NextRunAsync();
        InContext(() => engine.GetOrStartRunAsync("queued"), () => Advance(engine, TimeSpan.FromSeconds(5)), () => Advance(engine, TimeSpan.FromSeconds(1)));
        await Eventually.TrueAsync(() => engine.Logged("RunHangs").Any());
        Task again = InContext(() => engine.GetOrStartRunAsync("queued"))[0];
        run.ReturnHealthy();
        ManualRun placed = await queued.NextRunAsync();
        Task stop = InContext(() => engine.Engine.StopAsync())[0];
        placed.ReturnHealthy();

        await Task.WhenAll(again, stop);
    }

    private static Task Advance(EngineUnderTest engine, TimeSpan time)
    {
        engine.Clock.Advance(time);
        return Task.CompletedTask;
    }

    private static Task[] InContext(params Func<Task>[] calls)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new BlockedContext());
        try
        {
            return [.. calls.Select(call => call())];
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Never runs what is posted to it.</summary>
    private sealed class BlockedContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
