using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks;

/// <summary>The ways to one answer, among a number of registered checks.</summary>
internal sealed class NamedCheck : IAsyncDisposable
{
    private const string Name = "check0";

    private readonly ServiceProvider _stale;
    private readonly ServiceProvider _fresh;
    private readonly ServiceProvider _framework;

    public NamedCheck(int registered)
    {
        _stale = Ours("00:00:00", registered);
        _fresh = Ours("1.00:00:00", registered);
        _framework = Apps.Framework(checks => AddChecks(checks, registered));
        HealthCheckEngine staleEngine = _stale.GetRequiredService<HealthCheckEngine>();
        HealthCheckEngine freshEngine = _fresh.GetRequiredService<HealthCheckEngine>();
        HealthCheckService service = _framework.GetRequiredService<HealthCheckService>();
        RunAsync = () => CallAsync(staleEngine);
        FreshAsync = () => CallAsync(freshEngine);
        FrameworkAsync = () => new ValueTask(service.CheckHealthAsync(static check => check.Name == Name));
    }

    /// <summary>One call of our engine that runs the check.</summary>
    public Func<ValueTask> RunAsync { get; }

    /// <summary>One call of our engine that a fresh result answers.</summary>
    public Func<ValueTask> FreshAsync { get; }

    /// <summary>One call of the framework's service, which always runs the check.</summary>
    public Func<ValueTask> FrameworkAsync { get; }

    public async ValueTask DisposeAsync()
    {
        await _stale.DisposeAsync();
        await _fresh.DisposeAsync();
        await _framework.DisposeAsync();
    }

    // Pooled, so that only the engine's own allocations are counted.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask CallAsync(HealthCheckEngine engine)
    {
        if (engine.Registry.TryGetCheck(Name, out SharedCheck? check))
        {
            await engine.CheckAsync(check, CancellationToken.None);
        }
    }

    private static ServiceProvider Ours(string maxAge, int registered) =>
        Apps.Ours(checks => AddChecks(checks, registered), ($"HealthChecks:{Name}:MaxAge", maxAge));

    private static void AddChecks(IHealthChecksBuilder builder, int registered)
    {
        for (int i = 0; i < registered; i++)
        {
            // The timeout is our default, and makes both sides keep a deadline.
            builder.AddCheck<TrivialCheck>($"check{i}", timeout: TimeSpan.FromSeconds(5));
        }
    }

    [SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "The service provider makes it.")]
    private sealed class TrivialCheck : IHealthCheck
    {
        private static readonly Task<HealthCheckResult> Healthy = Task.FromResult(HealthCheckResult.Healthy());

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Healthy;
    }
}
