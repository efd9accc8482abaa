using FunctionsApp.Tests.Conformance;
using FunctionsApp.Tests.Support;
using HealthFunctions.AspNetCore;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Tests.AspNetCore;

/// <summary>The contract, as an ASP.NET Core app has it that maps the endpoint among its own routes.</summary>
public sealed class AspNetCoreConformanceTests(AspNetCoreConformanceTests.Fixture host)
    : CodeConformanceTests<AspNetCoreConformanceTests.Fixture>(host)
{
    public sealed class Fixture : IContractHost
    {
        private ResourceServer? server;
        private HealthApp? app;

        public async ValueTask InitializeAsync()
        {
            server = await ResourceServer.StartAsync();
            app = await HealthApp.StartAsync(
                ContractChecks.Register,
                ContractChecks.Settings(server),
                services => services.AddRouting(),
                routes => routes.MapHealthFunctions());
        }

        public Task<ContractAnswer> AskAsync(string method, string path) => ContractAnswer.FromAsync(app!.Client, method, path);

        public async ValueTask DisposeAsync()
        {
            await app!.DisposeAsync();
            await server!.DisposeAsync();
        }
    }
}
