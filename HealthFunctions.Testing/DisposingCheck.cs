using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Testing;

/// <summary>Creates an engine with a healthy check whose scope has a service that the test disposes of.</summary>
internal static class DisposingCheck
{
    /// <param name="disposeAsync">Disposes of the service of one run.</param>
    /// <param name="settings">The settings of the check.</param>
    public static EngineUnderTest CreateEngine(Func<Task> disposeAsync, params IEnumerable<(string Key, string? Value)> settings) => new(
        checks =>
        {
            checks.Services.AddScoped(_ => new Service(disposeAsync));
            checks.Add(new HealthCheckRegistration(
                EngineUnderTest.Db,
                services =>
                {
                    services.GetRequiredService<Service>();
                    return DelegateCheck.Returning(HealthCheckResult.Healthy());
                },
                failureStatus: null,
                tags: null));
        },
        settings.Select(setting => ($"HealthChecks__{EngineUnderTest.Db}__{setting.Key}", setting.Value)));

    private sealed class Service(Func<Task> disposeAsync) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await disposeAsync();
    }
}
