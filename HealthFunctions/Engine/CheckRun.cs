using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>
/// One run of one check, off its callers' threads and with a lifetime of its own: no caller can cancel it, and its
/// answer comes by the deadline even where the check does not end.
/// </summary>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The _cancellation source has no timer and no wait handle, so there is nothing to free; disposing it would race its own late Cancel.")]
internal sealed class CheckRun(SharedCheck check, int failuresBefore)
    : TaskCompletionSource<CheckResult>(TaskCreationOptions.RunContinuationsAsynchronously), IThreadPoolWorkItem
{
    /// <summary>For how long a run may take to heed its cancellation before it counts as hung.</summary>
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(1);

    private readonly long _startedAt = check.Services.Time.GetTimestamp();
    private readonly CancellationTokenSource _cancellation = new();
    private ITimer? _deadline;

    /// <summary>The callers' answer: never faults and is never cancelled.</summary>
    public Task<CheckResult> Answer => Task;

    /// <summary>Whether <see cref="Answer"/> is decided; that happens in the check's gate.</summary>
    public bool IsAnswered => Answer.IsCompleted;

    /// <summary>Whether the run has a slot of the concurrency limiter; the check's gate guards it.</summary>
    public bool HasSlot { get; set; }

    /// <summary>Whether the run has been reported as hung; the check's gate guards it.</summary>
    public bool IsHung { get; set; }

    /// <summary>For how long the run has lived, its wait for a slot included.</summary>
    public TimeSpan Age => check.Services.Time.GetElapsedTime(_startedAt);

    /// <summary>The check's failures in a row with this run: one for each of its timeouts that it has lived.</summary>
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

    /// <summary>Asks the check to end.</summary>
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
        // The answer first: a check's own cancellation callback may block or throw.
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
            // It heeded its deadline: that, and not the exception, is why it failed.
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
        Justification = "A check's own _cancellation callback threw: that is its business, and goes to the log.")]
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
