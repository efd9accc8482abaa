using HealthFunctions.Testing;
using HealthFunctions.Testing.Conformance;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Tests.AspNetCore;

/// <summary>Runs the conformance suite against an ASP.NET Core app that maps the endpoint beside its own routes.</summary>
public sealed class AspNetCoreConformanceTests(AspNetCoreConformanceTests.Fixture host)
    : CodeConformanceTests<AspNetCoreConformanceTests.Fixture>(host)
{
    public sealed class Fixture : IContractHost
    {
        private ResourceServer? _server;
        private HealthApp? _app;

        public async ValueTask InitializeAsync()
        {
            _server = await ResourceServer.StartAsync();
            _app = await HealthApp.StartAsync(
                ContractChecks.Register,
                ContractChecks.Settings(_server),
                services => services.AddRouting(),
                routes => routes.MapHealthFunctions());
        }

        public Task<ContractAnswer> AskAsync(string method, string path) => ContractAnswer.FromAsync(_app!.Client, method, path);

        public async ValueTask DisposeAsync()
        {
            await _app!.DisposeAsync();
            await _server!.DisposeAsync();
        }
    }
}
