using System.Diagnostics;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Telemetry;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests the activity of a run. A listener hears of every run in the process, so no other test runs beside these.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class RunActivityTests
{
    /// <summary>A name that no other test has: a run of theirs may still start or end.</summary>
    private const string Traced = "traced";

    private const string OfCheckName = "of the check";

    private static readonly ActivitySource OfCheck = new(OfCheckName);

    [Fact]
    public async Task A_run_has_one_activity_that_is_linked_to_its_callers_and_the_child_of_none()
    {
        using Recorder recorder = new();
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = With(check);

        (Task first, ActivitySpanId one) = CallTraced(engine);
        (Task second, ActivitySpanId two) = CallTraced(engine);
        (await check.NextRunAsync()).ReturnHealthy();
        await Task.WhenAll(first, second);

        Activity run = await recorder.NextAsync();
        Assert.Equal((default, ActivityKind.Internal), (run.ParentSpanId, run.Kind));
        Assert.Equal([one, two], run.Links.Select(link => link.Context.SpanId));
        Assert.Equal([("check", Traced), ("code", "OK")], run.Tags.Select(tag => (tag.Key, tag.Value!)));
        Assert.Equal(ActivityStatusCode.Unset, run.Status);
    }

    [Fact]
    public async Task A_thousand_callers_make_no_more_links_than_are_exported()
    {
        using Recorder recorder = new();
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = With(check);

        Task[] calls = [.. Enumerable.Range(0, 1000).Select(_ => CallTraced(engine).Call)];
        (await check.NextRunAsync()).ReturnHealthy();
        await Task.WhenAll(calls);

        Assert.Equal(128, (await recorder.NextAsync()).Links.Count());
    }

    [Fact]
    public async Task A_run_without_a_traced_caller_has_an_activity_too()
    {
        using Recorder recorder = new();
        await using EngineUnderTest engine = With(DelegateCheck.Throwing(new InvalidOperationException()));

        await engine.ReportAsync();

        Activity run = await recorder.NextAsync();
        Assert.Empty(run.Links);
        Assert.Equal((ActivityStatusCode.Error, "EXCEPTION"), (run.Status, run.StatusDescription));
        Assert.Equal([("check", Traced), ("code", "ERROR"), ("reason", "EXCEPTION")], run.Tags.Select(tag => (tag.Key, tag.Value!)));
    }

    [Fact]
    public async Task What_a_check_traces_is_beneath_its_run()
    {
        using Recorder recorder = new();
        await using EngineUnderTest engine = With(new DelegateCheck(async _ =>
        {
            await Task.Yield();
            using Activity? activity = OfCheck.StartActivity();
            return HealthCheckResult.Healthy();
        }));

        (Task call, _) = CallTraced(engine);
        await call;

        Activity child = await recorder.NextAsync();
        Activity run = await recorder.NextAsync();
        Assert.Equal((OfCheck.Name, run.SpanId), (child.Source.Name, child.ParentSpanId));
    }

    [Fact]
    public async Task A_run_that_misses_its_timeout_ends_its_activity_then()
    {
        using Recorder recorder = new();
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = With(check);
        (Task call, _) = CallTraced(engine);
        ManualRun run = await check.NextRunAsync();

        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        await call;

        Activity ended = await recorder.NextAsync();
        Assert.Equal((ActivityStatusCode.Error, "TIMEOUT"), (ended.Status, ended.StatusDescription));
        run.ReturnHealthy();
        await engine.CleanedUpAsync(Traced);
        Assert.Equal("ERROR", ended.GetTagItem("code"));
        Assert.True(recorder.IsEmpty);
    }

    [Fact]
    public async Task Every_log_line_of_a_run_has_its_activity_and_the_name_of_its_check()
    {
        using Recorder recorder = new();
        using ContextLog log = new();
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck(Traced, check).Services.AddLogging(logging => logging.AddProvider(log)),
            ($"HealthChecks__{Traced}__FailuresBeforeError", "2"));
        (Task call, _) = CallTraced(engine);
        ManualRun run = await check.NextRunAsync();

        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        await call;
        Activity ended = await recorder.NextAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => log.Lines.Count == 3);
        run.ReturnHealthy();
        await engine.RunsEndedAsync();

        Assert.Equal(["StatusChanged", "RunHangs", "StatusChanged", "LateRunEnded"], log.Lines.Select(line => line.Event));
        Assert.All(log.Lines, line => Assert.Equal($"HealthCheck: {Traced}", line.Scope));
        Assert.Equal(ended.SpanId, log.Lines[0].Span);
        Assert.Equal(ended.SpanId, log.Lines[3].Span);
    }

    [Fact]
    public async Task Where_the_first_caller_is_not_traced_nothing_of_the_run_is()
    {
        using Recorder recorder = new();
        bool? recorded = null;
        await using EngineUnderTest engine = With(new DelegateCheck(_ =>
        {
            using Activity? activity = OfCheck.StartActivity();
            recorded = activity?.Recorded ?? false;
            return Task.FromResult(HealthCheckResult.Healthy());
        }));

        using (Activity filtered = new("filtered"))
        {
            filtered.Start();
            await CallAsync(engine);
            Assert.Same(filtered, Activity.Current);
        }

        await engine.CleanedUpAsync(Traced);
        Assert.False(recorded);
        Assert.True(recorder.IsEmpty);
    }

    [Fact]
    public async Task Where_a_sampler_drops_the_run_what_its_check_traces_is_dropped_too()
    {
        using Recorder recorder = new() { Dropped = HealthTelemetry.ActivitySourceName };
        bool? recorded = null;
        await using EngineUnderTest engine = With(new DelegateCheck(_ =>
        {
            using Activity? activity = OfCheck.StartActivity();
            recorded = activity?.Recorded ?? false;
            return Task.FromResult(HealthCheckResult.Healthy());
        }));

        (Task call, _) = CallTraced(engine);
        await call;

        await engine.CleanedUpAsync(Traced);
        Assert.False(recorded);
        Assert.True(recorder.IsEmpty);
    }

    [Fact]
    public async Task Where_nobody_listens_a_run_has_no_activity()
    {
        Activity? current = null;
        await using EngineUnderTest engine = With(new DelegateCheck(_ =>
        {
            current = Activity.Current;
            return Task.FromResult(HealthCheckResult.Healthy());
        }));

        using Activity caller = new("caller") { ActivityTraceFlags = ActivityTraceFlags.Recorded };
        caller.Start();
        await CallAsync(engine);

        Assert.Null(current);
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public async Task A_listener_that_throws_affects_no_answer(bool sampling, bool starting, bool stopping)
    {
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == HealthTelemetry.ActivitySourceName,
            Sample = (ref _) => sampling ? throw new InvalidOperationException() : ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ => ThrowIf(starting),
            ActivityStopped = _ => ThrowIf(stopping),
        };
        ActivitySource.AddActivityListener(listener);
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = With(check, ("MaxAge", "00:00:00"));

        Task<AggregateResult> healthy = CallAsync(engine);
        (await check.NextRunAsync()).ReturnHealthy();
        Assert.Equal(HealthStatus.Healthy, (await healthy).Status);
        await engine.CleanedUpAsync(Traced);
        Task<CheckResult> late = engine.GetOrStartRunAsync(Traced);
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HealthReason.Timeout, (await late).Outcome.Reason);
        run.ReturnHealthy();
        await engine.CleanedUpAsync(Traced);
        Task<AggregateResult> next = CallAsync(engine);
        (await check.NextRunAsync()).ReturnHealthy();

        Assert.Equal(HealthStatus.Healthy, (await next).Status);
    }

    private static EngineUnderTest With(IHealthCheck check, params IEnumerable<(string Key, string? Value)> settings) => new(
        checks => checks.AddCheck(Traced, check), settings.Select(setting => ($"HealthChecks__{Traced}__{setting.Key}", setting.Value)));

    private static void ThrowIf(bool throws)
    {
        if (throws)
        {
            throw new InvalidOperationException();
        }
    }

    private static Task<AggregateResult> CallAsync(EngineUnderTest engine) =>
        engine.CallAsync(Traced, cancellationToken: TestContext.Current.CancellationToken);

    private static (Task Call, ActivitySpanId Caller) CallTraced(EngineUnderTest engine)
    {
        using Activity caller = new("caller") { ActivityTraceFlags = ActivityTraceFlags.Recorded };
        caller.Start();
        return (CallAsync(engine), caller.SpanId);
    }

    /// <summary>Records activities that end, sampled as OpenTelemetry does by default: as their parent, else all.</summary>
    private sealed class Recorder : IDisposable
    {
        private readonly ActivityListener _listener;
        private readonly System.Threading.Channels.Channel<Activity> _ended = System.Threading.Channels.Channel.CreateUnbounded<Activity>();

        public Recorder()
        {
            _listener = new()
            {
                // By its name: a source asks while it is being made.
                ShouldListenTo = source => source.Name is HealthTelemetry.ActivitySourceName or OfCheckName,
                Sample = (ref options) =>
                    options.Source.Name == Dropped || (options.Parent.SpanId != default && !options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded))
                        ? ActivitySamplingResult.None
                        : ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity => _ = IsOfTest(activity) && _ended.Writer.TryWrite(activity),
            };
            ActivitySource.AddActivityListener(_listener);
        }

        /// <summary>Gets the source of which nothing is recorded.</summary>
        public string? Dropped { get; init; }

        public bool IsEmpty => _ended.Reader.Count == 0;

        public ValueTask<Activity> NextAsync() => _ended.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public void Dispose() => _listener.Dispose();

        private static bool IsOfTest(Activity activity) => activity.Source == OfCheck || Traced.Equals(activity.GetTagItem("check"));
    }

    /// <summary>Records log lines above Debug with the context that they are written in.</summary>
    private sealed class ContextLog : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private IExternalScopeProvider? _scopes;

        public System.Collections.Concurrent.ConcurrentQueue<(string? Event, string? Scope, ActivitySpanId? Span)> All { get; } = [];

        public IReadOnlyList<(string? Event, string? Scope, ActivitySpanId? Span)> Lines => [.. All];

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel > LogLevel.Debug;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            string? scope = null;
            _scopes!.ForEachScope((value, _) => scope += value, 0);
            All.Enqueue((eventId.Name, scope, Activity.Current?.SpanId));
        }

        public void Dispose()
        {
        }
    }
}
