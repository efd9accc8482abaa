using HealthFunctions.Testing.Conformance;
using HealthFunctions.Testing.FunctionsHost;

namespace FunctionsApp.Tests;

/// <summary>The contract, as the published worker has it below a Functions host.</summary>
public sealed class FunctionsAppConformanceTests(FunctionsAppConformanceTests.Fixture host)
    : FunctionsHostConformanceTests<FunctionsAppConformanceTests.Fixture>(host)
{
    public sealed class Fixture : ContractHost
    {
        protected override async Task<StartedApp> StartAsync(IEnumerable<(string Key, string? Value)> settings)
        {
            WorkerHost host = await WorkerHost.StartAsync(BuiltApps.Published, settings);
            return new StartedApp(host, host.Client);
        }
    }
}
