using FunctionsApp.Tests.Conformance;
using FunctionsApp.Tests.Support;

namespace FunctionsApp.Tests.Hosting.Kestrel;

/// <summary>The contract, as the app's own process has it.</summary>
public sealed class KestrelConformanceTests(KestrelConformanceTests.Fixture host) : ProcessConformanceTests<KestrelConformanceTests.Fixture>(host)
{
    public sealed class Fixture : IContractHost
    {
        private ResourceServer? server;
        private AppProcess? app;

        public async ValueTask InitializeAsync()
        {
            server = await ResourceServer.StartAsync();
            app = await AppProcess.StartAsync(ContractChecks.Settings(server));
        }

        public Task<ContractAnswer> AskAsync(string method, string path) => ContractAnswer.FromAsync(app!.Client, method, path);

        public async ValueTask DisposeAsync()
        {
            await app!.DisposeAsync();
            await server!.DisposeAsync();
        }
    }
}
