using HealthFunctions.Testing;
using HealthFunctions.Testing.Conformance;

namespace HealthFunctions.Server.Tests;

/// <summary>The contract, as the app's own process has it.</summary>
public sealed class KestrelConformanceTests(KestrelConformanceTests.Fixture host) : ProcessConformanceTests<KestrelConformanceTests.Fixture>(host)
{
    public sealed class Fixture : ContractHost
    {
        protected override async Task<StartedApp> StartAsync(IEnumerable<(string Key, string? Value)> settings)
        {
            AppProcess app = await AppProcess.StartAsync(settings);
            return new StartedApp(app, app.Client);
        }
    }
}
