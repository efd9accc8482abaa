using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Health;
using HealthFunctions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>
/// Runs one check once, off its callers' threads and with a lifetime of its own: no caller can cancel it, and its callers are
/// answered by its timeout even where the check does not end.
/// </summary>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The cancellation source has no timer and no wait handle, so there is nothing to free; disposing it would race its own late Cancel.")]
internal sealed class CheckRun(SharedCheck check, Task previousCleanup)
    : TaskCompletionSource<CheckResult>(TaskCreationOptions.RunContinuationsAsynchronously), IThreadPoolWorkItem
{
    /// <summary>Limits the time from the cancellation of a run to its end. A run that takes longer is hung.</summary>
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _cleanup = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AsyncServiceScope? _scope;
    private ITimer? _timeout;
    private long _startedAt = check.Services.Time.GetTimestamp();
    private int _slotsHeld;
    private volatile bool _hasSlot;

    /// <summary>Gets the answer to the callers: never faults and is never cancelled.</summary>
    public Task<CheckResult> Answer => Task;

    /// <summary>Gets the task that ends once the services of this run, and of those before it, are disposed of.</summary>
    public Task Cleanup => _cleanup.Task;

    /// <summary>Gets whether <see cref="Answer"/> is known. It is set under the lock of the check.</summary>
    public bool IsAnswered => Answer.IsCompleted;

    /// <summary>Gets or sets whether the run has got a slot of the concurrency limiter. Set under the lock of the check.</summary>
    public bool HasSlot
    {
        get => _hasSlot;
        set => _hasSlot = value;
    }

    /// <summary>Gets or sets whether the run was reported as hung. Set under the lock of the check.</summary>
    public bool IsHung { get; set; }

    /// <summary>Gets its activity; null where it has none.</summary>
    public RunActivity? Activity { get; private set; }

    /// <summary>Gets the time since the run got its slot; before that, since it was made.</summary>
    public TimeSpan Age => check.Services.Time.GetElapsedTime(_startedAt);

    /// <summary>Starts it, in the context of its first caller.</summary>
    public void Start()
    {
        Activity = RunActivity.Create(check.Registration.Name);
        // The run belongs to all callers and may outlive the first one: it must not keep that one's execution context.
        if (ExecutionContext.IsFlowSuppressed())
        {
            AcquireSlot();
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            AcquireSlot();
        }
    }

    /// <summary>Enters the context of the run, on a thread that is not its own.</summary>
    public RunContext EnterContext() => new(check, Activity);

    /// <summary>Cancels the token that the check was given. Its callbacks are not awaited: they may block.</summary>
    public void Cancel() => _ = CancelAsync();

    /// <summary>Gives the slot of a run that missed its timeout to others, and cancels it.</summary>
    public void Abandon()
    {
        // However many runs hang, the checks that do not are run.
        ReleaseSlot();
        Cancel();
        _ = MarkHungAfterGraceAsync();
    }

    /// <summary>Disposes of the services of a run that has ended. The next run waits for it; neither callers nor the log do.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The check has given its verdict: what its services do on their way out goes to the log.")]
    public async Task CleanUpAsync()
    {
        try
        {
            if (_scope is { } scope)
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            check.Services.Logger.DisposeFailed(check.Registration.Name, exception);
        }

        check.Services.ThreadReserve?.Leave();
        _cleanup.TrySetResult();
    }

    void IThreadPoolWorkItem.Execute() => _ = ExecuteAsync();

    private void AcquireSlot()
    {
        if (previousCleanup.IsCompleted && check.Services.ConcurrencyLimiter.Wait(0))
        {
            OnSlotAcquired();
        }
        else
        {
            _ = WaitForSlotAsync();
        }
    }

    private async Task WaitForSlotAsync()
    {
        try
        {
            if (!await WaitForPreviousCleanupAsync().ConfigureAwait(false))
            {
                _cleanup.TrySetResult();
                return;
            }

            await check.Services.ConcurrencyLimiter.WaitAsync(_cancellation.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A stop has answered the callers of this run. It waits for the run before.
            await previousCleanup.ConfigureAwait(false);
            _cleanup.TrySetResult();
            return;
        }

        OnSlotAcquired();
    }

    /// <summary>Waits until the services of the run before are disposed of, at most for the timeout of the check.</summary>
    /// <returns>False where they were not in time: that was the verdict of this run, which does not start then.</returns>
    private async ValueTask<bool> WaitForPreviousCleanupAsync()
    {
        try
        {
            await previousCleanup.WaitAsync(check.Policy.Timeout, check.Services.Time, _cancellation.Token).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            check.OnCleanupTimeout(this);
            await previousCleanup.WaitAsync(_cancellation.Token).ConfigureAwait(false);
            check.Discard(this);
            return false;
        }
    }

    private void OnSlotAcquired()
    {
        _slotsHeld = 1;
        _startedAt = check.Services.Time.GetTimestamp();
        if (!check.TryStart(this))
        {
            ReleaseSlot();
            _cleanup.TrySetResult();
            return;
        }

        _timeout = check.Services.Time.CreateTimer(
            static run => ((CheckRun)run!).OnTimeout(), this, check.Policy.Timeout, Timeout.InfiniteTimeSpan);
        check.Services.ThreadReserve?.Enter();
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    private void ReleaseSlot()
    {
        if (Interlocked.Exchange(ref _slotsHeld, 0) == 1)
        {
            check.Services.ConcurrencyLimiter.Release();
        }
    }

    private void OnTimeout()
    {
        // The clock of timers is coarser than that of durations, and some milliseconds ahead of it at times.
        TimeSpan left = check.Policy.Timeout - Age;
        if (left > TimeSpan.Zero && _timeout is { } timer)
        {
            timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            return;
        }

        check.OnTimeout(this);
    }

    private async Task MarkHungAfterGraceAsync()
    {
        await System.Threading.Tasks.Task.Delay(CancellationGrace, check.Services.Time).ConfigureAwait(false);
        check.MarkHung(this);
    }

    private async Task ExecuteAsync()
    {
        Activity?.Start();
        using IDisposable? logScope = check.Services.Logger.BeginScope(check.LogScope);
        Outcome outcome = await MeasureAsync().ConfigureAwait(false);
        TimeSpan duration = Age;
        _timeout!.Dispose();
        ReleaseSlot();
        check.Finish(this, outcome, duration);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Whatever a check throws is its status ERROR: nothing of it may reach the callers or the process.")]
    private async ValueTask<Outcome> MeasureAsync()
    {
        HealthCheckRegistration registration = check.Registration;
        check.Services.Metrics.RunStarted(registration.Name);
        try
        {
            AsyncServiceScope scope = check.Services.Scopes.CreateAsyncScope();
            _scope = scope;
            try
            {
                IHealthCheck instance = registration.Factory(scope.ServiceProvider);
                HealthCheckContext context = new() { Registration = registration };
                return Outcome.Returned(await instance.CheckHealthAsync(context, _cancellation.Token).ConfigureAwait(false));
            }
            catch (HealthCheckException verdict)
            {
                return Outcome.Thrown(verdict);
            }
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // The check ended by its token: the timeout, not the exception, is why it failed.
            return new Outcome(registration.FailureStatus, Reason: HealthReason.Timeout);
        }
        catch (Exception exception)
        {
            return Outcome.Failed(exception, registration.FailureStatus);
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
