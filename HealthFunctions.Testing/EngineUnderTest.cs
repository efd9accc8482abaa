using System.Diagnostics.Metrics;
using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using HealthFunctions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HealthFunctions.Testing;

/// <summary>Builds the engine as an app does, on a <see cref="CountingClock"/>, with its log and metrics.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    /// <summary>The name of the check in tests with one check.</summary>
    public const string Db = "db";

    private readonly ServiceProvider _provider;
    private readonly MetricCollector<double> _ended;

    /// <param name="register">Registers the checks, as an app does.</param>
    /// <param name="settings">Keys as in the environment.</param>
    public EngineUnderTest(Action<IHealthChecksBuilder> register, params IEnumerable<(string Key, string? Value)> settings)
    {
        ServiceCollection services = new();
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(Log)).SetMinimumLevel(LogLevel.Trace));
        register(services.AddSettings(settings).AddHealthFunctions(options => options.TimeProvider = Clock));
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        IMeterFactory meters = _provider.GetRequiredService<IMeterFactory>();
        Started = new MetricCollector<long>(meters, HealthTelemetry.MeterName, HealthTelemetry.RunsName);
        Hung = new MetricCollector<long>(meters, HealthTelemetry.MeterName, HealthTelemetry.HungRunsName);
        _ended = new MetricCollector<double>(meters, HealthTelemetry.MeterName, HealthTelemetry.RunDurationName);
        Engine = _provider.GetRequiredService<HealthCheckEngine>();
    }

    public CountingClock Clock { get; } = new();

    public FakeLogCollector Log { get; } = new();

    /// <summary>Gets the measurements of started runs.</summary>
    public MetricCollector<long> Started { get; }

    /// <summary>Gets the measurements of hung runs.</summary>
    public MetricCollector<long> Hung { get; }

    public HealthCheckEngine Engine { get; }

    public HealthCheckService Service => _provider.GetRequiredService<HealthCheckService>();

    public IServiceProvider Services => _provider;

    /// <summary>Creates an engine with one check.</summary>
    /// <param name="check">The check.</param>
    /// <param name="settings">Its settings, such as <c>MaxAge</c>.</param>
    public static EngineUnderTest Of(IHealthCheck check, params IEnumerable<(string Key, string? Value)> settings) => new(
        checks => checks.AddCheck(Db, check),
        settings.Select(setting => ($"HealthChecks__{Db}__{setting.Key}", setting.Value)));

    public SharedCheck Check(string name = Db)
    {
        Assert.True(Engine.Registry.TryGetCheck(name, out SharedCheck? check));
        return check;
    }

    /// <summary>Calls one check, as its route does.</summary>
    public Task<AggregateResult> CallAsync(string name = Db, CancellationToken cancellationToken = default) =>
        Engine.CheckAsync(Check(name), cancellationToken).AsTask();

    /// <summary>Calls one group, as its route does.</summary>
    public Task<AggregateResult> CallGroupAsync(string tag, CancellationToken cancellationToken = default)
    {
        Assert.True(Engine.Registry.TryGetGroup(tag, out List<SharedCheck>? group));
        return Engine.CheckAsync(group, cancellationToken).AsTask();
    }

    /// <summary>Calls one check past its last result, for the full result.</summary>
    public Task<CheckResult> GetOrStartRunAsync(string name = Db) => Check(name).GetOrStartRunAsync(out _);

    /// <summary>Calls all checks, as a publisher does.</summary>
    public Task<HealthReport> ReportAsync() => Service.CheckHealthAsync(TestContext.Current.CancellationToken);

    /// <summary>Sends a GET request to the endpoint, as a host does.</summary>
    public ValueTask<HealthResponse> GetAsync(string path, string? query = null) =>
        _provider.GetRequiredService<HealthEndpoint>().HandleAsync(HealthRequest.ForPath("GET", path) with { Query = query }, TestContext.Current.CancellationToken);

    /// <summary>Waits until so many runs have ended and their results are recorded.</summary>
    public Task RunsEndedAsync(int count = 1) => _ended.WaitForMeasurementsAsync(count, TestContext.Current.CancellationToken);

    /// <summary>Waits until the services of the last run of a check are disposed of.</summary>
    public Task CleanedUpAsync(string name = Db) => Check(name).Cleanup.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Gets the log lines of one event.</summary>
    public IEnumerable<FakeLogRecord> Logged(string eventName) => Log.GetSnapshot().Where(line => line.Id.Name == eventName);

    public ValueTask DisposeAsync()
    {
        Started.Dispose();
        Hung.Dispose();
        _ended.Dispose();
        return _provider.DisposeAsync();
    }
}
