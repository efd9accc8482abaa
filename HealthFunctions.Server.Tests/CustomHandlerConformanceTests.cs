using HealthFunctions.Testing;
using HealthFunctions.Testing.Conformance;

namespace HealthFunctions.Server.Tests;

/// <summary>The contract, as the app's process has it in the part of a Functions custom handler.</summary>
public sealed class CustomHandlerConformanceTests(CustomHandlerConformanceTests.Fixture host) : ProcessConformanceTests<CustomHandlerConformanceTests.Fixture>(host)
{
    public sealed class Fixture : IContractHost
    {
        private ResourceServer? _server;
        private AppProcess? _app;

        public async ValueTask InitializeAsync()
        {
            _server = await ResourceServer.StartAsync();
            _app = await AppProcess.StartHandlerAsync(ContractChecks.Settings(_server));
        }

        public Task<ContractAnswer> AskAsync(string method, string path) => ContractAnswer.FromAsync(_app!.Client, method, path);

        public async ValueTask DisposeAsync()
        {
            await _app!.DisposeAsync();
            await _server!.DisposeAsync();
        }
    }
}
