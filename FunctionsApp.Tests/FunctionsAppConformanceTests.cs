using HealthFunctions.Testing;
using HealthFunctions.Testing.Conformance;
using HealthFunctions.Testing.FunctionsHost;

namespace FunctionsApp.Tests;

/// <summary>The contract, as the published worker has it below a Functions host.</summary>
public sealed class FunctionsAppConformanceTests(FunctionsAppConformanceTests.Fixture host)
    : ConformanceTests<FunctionsAppConformanceTests.Fixture>(host)
{
    public sealed class Fixture : IContractHost
    {
        private ResourceServer? _server;
        private WorkerHost? _host;

        public async ValueTask InitializeAsync()
        {
            _server = await ResourceServer.StartAsync();
            _host = await WorkerHost.StartAsync(BuiltApps.Published, ContractChecks.Settings(_server));
        }

        public Task<ContractAnswer> AskAsync(string method, string path) => ContractAnswer.FromAsync(_host!.Client, method, path);

        public async ValueTask DisposeAsync()
        {
            await _host!.DisposeAsync();
            await _server!.DisposeAsync();
        }
    }
}
