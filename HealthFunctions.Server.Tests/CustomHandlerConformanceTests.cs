using HealthFunctions.Testing;
using HealthFunctions.Testing.Conformance;

namespace HealthFunctions.Server.Tests;

/// <summary>The contract, as the app's process has it as a Functions custom handler.</summary>
public sealed class CustomHandlerConformanceTests(CustomHandlerConformanceTests.Fixture host) : ProcessConformanceTests<CustomHandlerConformanceTests.Fixture>(host)
{
    public sealed class Fixture : ContractHost
    {
        protected override async Task<StartedApp> StartAsync(IEnumerable<(string Key, string? Value)> settings)
        {
            AppProcess app = await AppProcess.StartHandlerAsync(settings);
            return new StartedApp(app, app.Client);
        }
    }
}
