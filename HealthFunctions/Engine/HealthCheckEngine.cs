using System.Runtime.CompilerServices;
using HealthFunctions.Settings;
using HealthFunctions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Engine;

/// <summary>
/// Runs the registered checks, in place of the framework's own service: one run per check however many callers, an answer
/// by the deadline whatever a check does.
/// </summary>
internal sealed class HealthCheckEngine : HealthCheckService, IDisposable
{
    /// <summary>Limits the wait of a stop for the runs that it has cancelled.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _time;
    private readonly TimeSpan _deadline;
    private readonly TimeSpan _drain;
    private readonly ILogger _logger;
    private readonly PendingLines _pendingLines;
    private volatile bool _isDraining;

    /// <exception cref="HealthSettingsException">A setting, or a name of a check, is wrong.</exception>
    public HealthCheckEngine(
        IOptions<HealthCheckServiceOptions> registered,
        HealthSettings settings,
        IServiceScopeFactory scopes,
        EngineMetrics metrics,
        ILogger<HealthCheckEngine> logger)
    {
        IReadOnlyList<HealthCheckRegistration> registrations = [.. registered.Value.Registrations];
        IReadOnlyDictionary<string, CheckPolicy> policies = settings.ReadPolicies(registrations);
        _time = settings.Options.TimeProvider;
        _deadline = settings.Engine.Deadline;
        EngineServices services = new(scopes, _time, settings.Engine, metrics, logger);
        _drain = settings.Engine.Drain;
        _logger = services.Logger;
        _pendingLines = services.PendingLines;
        // Settings above it stop the start.
        foreach (HealthCheckRegistration check in registrations.Where(check => policies[check.Name].Timeout > _deadline))
        {
            services.Logger.TimeoutAboveDeadline(check.Name, policies[check.Name].Timeout, _deadline);
        }

        Registry = new HealthCheckRegistry([.. registrations.Select(check => new SharedCheck(check, policies[check.Name], services))]);
    }

    public HealthCheckRegistry Registry { get; }

    /// <summary>Answers for one check. A fresh result costs no allocation.</summary>
    /// <exception cref="OperationCanceledException">The caller has given up; the run goes on for the others.</exception>
    public ValueTask<AggregateResult> CheckAsync(SharedCheck check, CancellationToken cancellationToken) =>
        check.TryGetFresh(out CheckResult? fresh, out TimeSpan age)
            ? ValueTask.FromResult(new AggregateResult(fresh.Status, fresh.Outcome.Properties, age))
            : MeasureAsync(check, cancellationToken);

    /// <summary>Answers for a group: the worst of its checks, or ERROR once the app is about to stop.</summary>
    /// <exception cref="OperationCanceledException">The caller has given up; the runs go on for the others.</exception>
    public async ValueTask<AggregateResult> CheckAsync(IReadOnlyList<SharedCheck> group, CancellationToken cancellationToken)
    {
        if (_isDraining)
        {
            // Reason SHUTDOWN: that the app should get no more work says nothing about its checks.
            return new AggregateResult(HealthStatus.Unhealthy, default, null);
        }

        (CheckResult[] results, TimeSpan? age) = await CheckAllAsync(group, _deadline, cancellationToken).ConfigureAwait(false);
        return new AggregateResult(results.Min(result => result.Status), default, age);
    }

    /// <inheritdoc/>
    public override async Task<HealthReport> CheckHealthAsync(
        Func<HealthCheckRegistration, bool>? predicate, CancellationToken cancellationToken = default)
    {
        long started = _time.GetTimestamp();
        List<SharedCheck> chosen = [.. Registry.All.Where(check => predicate is null || predicate(check.Registration))];
        (CheckResult[] results, _) = await CheckAllAsync(chosen, deadline: null, cancellationToken).ConfigureAwait(false);

        Dictionary<string, HealthReportEntry> entries = new(chosen.Count, StringComparer.OrdinalIgnoreCase);
        foreach ((SharedCheck check, CheckResult result) in chosen.Zip(results))
        {
            entries.Add(check.Registration.Name, result.ToEntry(check.Registration.Tags));
        }

        return new HealthReport(entries, _time.GetElapsedTime(started));
    }

    /// <summary>Answers groups with ERROR from now on, and waits for as long as the settings say, so that callers send their work elsewhere.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (_drain > TimeSpan.Zero)
        {
            _isDraining = true;
            _logger.Draining(_drain);
            await Task.Delay(_drain, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Answers every caller, cancels the runs, and waits briefly for them and for their log lines.</summary>
    public async Task StopAsync()
    {
        Task runs = Task.WhenAll([.. Registry.All.Select(check => check.StopAsync()), _pendingLines.WhenWrittenAsync()]);
        await Task.WhenAny(runs, Task.Delay(StopGrace, _time)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (SharedCheck check in Registry.All)
        {
            _ = check.StopAsync();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<AggregateResult> MeasureAsync(SharedCheck check, CancellationToken cancellationToken)
    {
        CheckResult result = await AwaitAsync(check, check.GetOrStartRunAsync(out _), _deadline, cancellationToken).ConfigureAwait(false);
        return new AggregateResult(result.Status, result.Outcome.Properties, null);
    }

    /// <summary>
    /// Runs those of the checks that have no fresh result when the call arrives, and answers with the newest result of each that
    /// is known once they have ended.
    /// </summary>
    /// <returns>The results, and the age of the oldest that was not measured for this call; null where all were.</returns>
    private async Task<(CheckResult[] Results, TimeSpan? Age)> CheckAllAsync(
        IReadOnlyList<SharedCheck> checks, TimeSpan? deadline, CancellationToken cancellationToken)
    {
        long arrived = _time.GetTimestamp();
        Task<CheckResult>?[] runs = new Task<CheckResult>?[checks.Count];
        bool[] started = new bool[checks.Count];
        for (int i = 0; i < runs.Length; i++)
        {
            runs[i] = checks[i].TryGetFresh(out _, out _) ? null : checks[i].GetOrStartRunAsync(out started[i]);
        }

        CheckResult[] results = new CheckResult[checks.Count];
        for (int i = 0; i < runs.Length; i++)
        {
            if (runs[i] is { } run)
            {
                results[i] = await AwaitAsync(checks[i], run, deadline - _time.GetElapsedTime(arrived), cancellationToken).ConfigureAwait(false);
            }
        }

        TimeSpan? oldest = null;
        for (int i = 0; i < runs.Length; i++)
        {
            CheckResult? newest = checks[i].Latest;
            if (runs[i] is null || newest?.MeasuredAt > results[i].MeasuredAt)
            {
                (results[i], started[i]) = (newest!, false);
            }

            TimeSpan age = _time.GetElapsedTime(results[i].MeasuredAt);
            oldest = started[i] || oldest >= age ? oldest : age;
        }

        return (results, oldest);
    }

    private Task<CheckResult> AwaitAsync(SharedCheck check, Task<CheckResult> run, TimeSpan? limit, CancellationToken cancellationToken)
    {
        // A run that has started answers by its own timeout: where that comes first the call needs no timer of its own.
        if (run.IsCompleted || limit is not { } left || (check.Policy.Timeout <= left && !check.IsQueued))
        {
            return run.WaitAsync(cancellationToken);
        }

        return left > TimeSpan.Zero
            ? AwaitUntilAsync(check, run, left, cancellationToken)
            : Task.FromResult(check.DeadlineExceeded());
    }

    private async Task<CheckResult> AwaitUntilAsync(SharedCheck check, Task<CheckResult> run, TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            return await run.WaitAsync(left, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return check.DeadlineExceeded();
        }
    }
}
