using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>
/// Runs one check once, off its callers' threads and with a lifetime of its own: no caller can cancel it, and its callers are
/// answered by its timeout even where the check does not end.
/// </summary>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The cancellation source has no timer and no wait handle, so there is nothing to free; disposing it would race its own late Cancel.")]
internal sealed class CheckRun(SharedCheck check, int failuresBefore)
    : TaskCompletionSource<CheckResult>(TaskCreationOptions.RunContinuationsAsynchronously), IThreadPoolWorkItem
{
    /// <summary>Limits the time from the cancellation of a run to its end. A run that takes longer is hung.</summary>
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(1);

    private readonly long _startedAt = check.Services.Time.GetTimestamp();
    private readonly CancellationTokenSource _cancellation = new();
    private ITimer? _deadline;

    /// <summary>Gets the answer to the callers: never faults and is never cancelled.</summary>
    public Task<CheckResult> Answer => Task;

    /// <summary>Gets whether <see cref="Answer"/> is known. It is set under the lock of the check.</summary>
    public bool IsAnswered => Answer.IsCompleted;

    /// <summary>Gets or sets whether the run has a slot of the concurrency limiter. Guarded by the lock of the check.</summary>
    public bool HasSlot { get; set; }

    /// <summary>Gets or sets whether the run was reported as hung. Guarded by the lock of the check.</summary>
    public bool IsHung { get; set; }

    /// <summary>Gets the time since the run was made, its wait for a slot included.</summary>
    public TimeSpan Age => check.Services.Time.GetElapsedTime(_startedAt);

    /// <summary>Gets the failures in a row of the check with this run: one for each of its timeouts that has passed.</summary>
    public int FailuresInRow => failuresBefore + (int)Math.Clamp(Age / check.Policy.Timeout, 1, int.MaxValue / 2);

    public void Start()
    {
        _deadline = check.Services.Time.CreateTimer(
            static run => _ = ((CheckRun)run!).OnTimeoutAsync(), this, check.Policy.Timeout, Timeout.InfiniteTimeSpan);
        if (check.Services.ConcurrencyLimiter.Wait(0))
        {
            OnSlotAcquired();
        }
        else
        {
            _ = WaitForSlotAsync();
        }
    }

    /// <summary>Cancels the token that the check was given.</summary>
    public void Cancel() => _ = CancelAsync();

    void IThreadPoolWorkItem.Execute() => _ = ExecuteAsync();

    private void OnSlotAcquired()
    {
        if (!check.TryStart(this))
        {
            check.Services.ConcurrencyLimiter.Release();
            return;
        }

        ThreadReserve.Enter();
        // Without the caller's execution context: the run belongs to all callers, and outlives the first one.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    private async Task WaitForSlotAsync()
    {
        try
        {
            await check.Services.ConcurrencyLimiter.WaitAsync(_cancellation.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        OnSlotAcquired();
    }

    private async Task OnTimeoutAsync()
    {
        // The callers first: a cancellation callback of the check may block or throw.
        if (!check.OnTimeout(this))
        {
            return;
        }

        _ = CancelAsync();
        await System.Threading.Tasks.Task.Delay(CancellationGrace, check.Services.Time).ConfigureAwait(false);
        check.MarkHung(this);
    }

    private async Task ExecuteAsync()
    {
        long started = check.Services.Time.GetTimestamp();
        Outcome outcome = await MeasureAsync().ConfigureAwait(false);
        TimeSpan duration = check.Services.Time.GetElapsedTime(started);
        if (outcome.Status == HealthStatus.Healthy && duration > check.Policy.WarnAfter)
        {
            outcome = outcome with { Status = HealthStatus.Degraded, Reason = Reason.Slow };
        }

        _deadline!.Dispose();
        ThreadReserve.Leave();
        check.Services.ConcurrencyLimiter.Release();
        check.Finish(this, outcome, duration);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Whatever a check throws is its status ERROR: nothing of it may reach the callers or the process.")]
    private async ValueTask<Outcome> MeasureAsync()
    {
        HealthCheckRegistration registration = check.Registration;
        try
        {
            return await MeasureInScopeAsync(registration).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // The check ended by its token: the timeout, not the exception, is why it failed.
            return new Outcome(registration.FailureStatus, Reason: Reason.Timeout);
        }
        catch (Exception exception)
        {
            return Outcome.Failed(exception, registration.FailureStatus);
        }
    }

    private async ValueTask<Outcome> MeasureInScopeAsync(HealthCheckRegistration registration)
    {
        using IDisposable? logScope = check.Services.Logger.BeginScope(check.LogScope);
        AsyncServiceScope scope = check.Services.Scopes.CreateAsyncScope();
        try
        {
            check.Services.Metrics.RunStarted(registration.Name);
            IHealthCheck instance = registration.Factory(scope.ServiceProvider);
            HealthCheckContext context = new() { Registration = registration };
            return Outcome.Returned(await instance.CheckHealthAsync(context, _cancellation.Token).ConfigureAwait(false));
        }
        catch (HealthCheckException verdict)
        {
            return Outcome.Thrown(verdict);
        }
        finally
        {
            await DisposeAsync(scope).ConfigureAwait(false);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The check has given its verdict: what its services do on their way out goes to the log.")]
    private async Task DisposeAsync(AsyncServiceScope scope)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            check.Services.Logger.DisposeFailed(check.Registration.Name, exception);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A check's own cancellation callback threw: that is its business, and goes to the log.")]
    private async Task CancelAsync()
    {
        try
        {
            await _cancellation.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            check.Services.Logger.CancellationFailed(check.Registration.Name, exception);
        }
    }
}
