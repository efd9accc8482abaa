using HealthFunctions.Testing;
using HealthFunctions.Testing.Conformance;

namespace HealthFunctions.Server.Tests;

/// <summary>The contract, as the app's own process has it.</summary>
public sealed class KestrelConformanceTests(KestrelConformanceTests.Fixture host) : ProcessConformanceTests<KestrelConformanceTests.Fixture>(host)
{
    public sealed class Fixture : IContractHost
    {
        private ResourceServer? _server;
        private AppProcess? _app;

        public async ValueTask InitializeAsync()
        {
            _server = await ResourceServer.StartAsync();
            _app = await AppProcess.StartAsync(ContractChecks.Settings(_server));
        }

        public Task<ContractAnswer> AskAsync(string method, string path) => ContractAnswer.FromAsync(_app!.Client, method, path);

        public async ValueTask DisposeAsync()
        {
            await _app!.DisposeAsync();
            await _server!.DisposeAsync();
        }
    }
}
