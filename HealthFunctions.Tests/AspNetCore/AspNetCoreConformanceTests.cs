using HealthFunctions.Testing;
using HealthFunctions.Testing.Conformance;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Tests.AspNetCore;

/// <summary>Runs the conformance suite against an ASP.NET Core app that maps the endpoint beside its own routes.</summary>
public sealed class AspNetCoreConformanceTests(AspNetCoreConformanceTests.Fixture host)
    : CodeConformanceTests<AspNetCoreConformanceTests.Fixture>(host)
{
    public sealed class Fixture : ContractHost
    {
        protected override async Task<StartedApp> StartAsync(IEnumerable<(string Key, string? Value)> settings)
        {
            HealthApp app = await HealthApp.StartAsync(
                ContractChecks.Register, settings, services => services.AddRouting(), routes => routes.MapHealthFunctions());
            return new StartedApp(app, app.Client);
        }
    }
}
