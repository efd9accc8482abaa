using HealthFunctions.Testing;
using HealthFunctions.Testing.Conformance;

namespace HealthFunctions.Server.Tests;

/// <summary>The contract, as callers of the Functions host have it from a custom handler.</summary>
public sealed class BehindFunctionsHostConformanceTests(BehindFunctionsHostConformanceTests.Fixture host)
    : FunctionsHostConformanceTests<BehindFunctionsHostConformanceTests.Fixture>(host)
{
    protected override int TwiceEncodedStatus => 200;

    public sealed class Fixture : ContractHost
    {
        protected override async Task<StartedApp> StartAsync(IEnumerable<(string Key, string? Value)> settings)
        {
            HandlerFront front = await HandlerFront.StartAsync(settings);
            return new StartedApp(front, front.Client);
        }
    }
}
