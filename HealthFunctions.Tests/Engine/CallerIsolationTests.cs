using HealthFunctions.Engine;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that a caller that cancels ends nothing but its own wait.</summary>
public sealed class CallerIsolationTests
{
    [Fact]
    public async Task A_caller_that_cancels_ends_only_its_own_wait()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        using CancellationTokenSource first = new();

        Task<AggregateResult> gone = engine.CallAsync(cancellationToken: first.Token);
        Task<AggregateResult> stays = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        ManualRun run = await check.NextRunAsync();
        await first.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.False(stays.IsCompleted);
        Assert.False(run.CancellationToken.IsCancellationRequested);
        run.ReturnHealthy();
        Assert.Equal(HealthStatus.Healthy, (await stays).Status);
    }

    [Fact]
    public async Task A_run_whose_callers_have_all_cancelled_goes_on_and_answers_the_next_caller()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        using CancellationTokenSource caller = new();

        Task<AggregateResult> gone = engine.CallAsync(cancellationToken: caller.Token);
        ManualRun run = await check.NextRunAsync();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        run.ReturnHealthy();
        await engine.RunsEndedAsync();
        AggregateResult next = await engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(new AggregateResult(HealthStatus.Healthy, default, TimeSpan.Zero), next);
        Assert.Equal(1, check.Runs);
        Assert.DoesNotContain(engine.Logged("StatusChanged"), line => line.Level > LogLevel.Debug);
    }

    [Fact]
    public async Task A_caller_that_cancels_a_group_call_does_not_cancel_its_runs()
    {
        ManualHealthCheck one = new();
        ManualHealthCheck two = new();
        await using EngineUnderTest engine = new(checks => checks.AddCheck("one", one, tags: ["all"]).AddCheck("two", two, tags: ["all"]));
        using CancellationTokenSource caller = new();

        Task<AggregateResult> gone = engine.CallGroupAsync("all", caller.Token);
        Task<AggregateResult> stays = engine.CallGroupAsync("all", TestContext.Current.CancellationToken);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        (await one.NextRunAsync()).ReturnHealthy();
        (await two.NextRunAsync()).ReturnHealthy();

        Assert.Equal(HealthStatus.Healthy, (await stays).Status);
        Assert.Equal((1, 1), (one.Runs, two.Runs));
    }

    [Fact]
    public async Task A_caller_of_HealthCheckService_can_cancel_too()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        using CancellationTokenSource caller = new();

        Task<HealthReport> gone = engine.Service.CheckHealthAsync(caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
    }

    [Theory]
    [InlineData("00:00:30")]
    [InlineData("00:00:01")]
    public async Task A_cancellation_at_the_same_time_as_the_end_of_the_run_affects_no_other_caller(string deadline)
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("db", check),
            ("HealthFunctions__Deadline", deadline),
            ("HealthChecks__db__MaxAge", "00:00:00"));
        for (int round = 1; round <= Race.Rounds; round++)
        {
            await HangUpAsRunEndsAsync(engine, check);

            Assert.Equal(round, check.Runs);
        }
    }

    [Fact]
    public async Task A_run_does_not_get_the_execution_context_of_its_first_caller()
    {
        AsyncLocal<string> caller = new();
        TaskCompletionSource<string?> seen = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(new DelegateCheck(_ =>
        {
            seen.SetResult(caller.Value);
            return Task.FromResult(HealthCheckResult.Healthy());
        }));

        caller.Value = "me";
        await engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Null(await seen.Task);
    }

    private static async Task HangUpAsRunEndsAsync(EngineUnderTest engine, ManualHealthCheck check)
    {
        using CancellationTokenSource first = new();
        Task<AggregateResult> goes = engine.CallAsync(cancellationToken: first.Token);
        Task<AggregateResult> stays = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        ManualRun run = await check.NextRunAsync();

        await Race.AtOnceAsync(() => first.Cancel(), run.ReturnHealthy);
        await Task.WhenAny(goes);

        Assert.True(goes.IsCanceled || (await goes).Status == HealthStatus.Healthy);
        Assert.Equal(HealthStatus.Healthy, (await stays).Status);
    }
}
