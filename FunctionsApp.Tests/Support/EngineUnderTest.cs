using HealthFunctions;
using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FunctionsApp.Tests.Support;

/// <summary>An engine as an app would get it, on a clock that the test drives.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider provider;

    /// <param name="register">Registers the checks, as an app does.</param>
    /// <param name="settings">Keys as in the environment.</param>
    public EngineUnderTest(Action<IHealthChecksBuilder> register, params IEnumerable<(string Key, string? Value)> settings)
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(Log)).SetMinimumLevel(LogLevel.Trace));
        register(services.AddHealthFunctions(Configured.With(settings)));
        provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Engine = provider.GetRequiredService<HealthCheckEngine>();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public FakeLogCollector Log { get; } = new();

    public HealthCheckEngine Engine { get; }

    public HealthCheckService Service => provider.GetRequiredService<HealthCheckService>();

    /// <summary>Calls one check, as its route does.</summary>
    public Task<HealthAnswer> CallAsync(string name, CancellationToken cancellationToken = default)
    {
        Assert.True(Engine.Catalogue.TryGetCheck(name, out SharedCheck? check));
        return Engine.CheckAsync(check, cancellationToken).AsTask();
    }

    /// <summary>Calls one group, as its route does.</summary>
    public Task<HealthAnswer> CallGroupAsync(string tag, CancellationToken cancellationToken = default)
    {
        Assert.True(Engine.Catalogue.TryGetGroup(tag, out List<SharedCheck>? group));
        return Engine.CheckAsync(group, cancellationToken).AsTask();
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
