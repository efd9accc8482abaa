using HealthFunctions.Endpoint;
using HealthFunctions.Testing;
using HealthFunctions.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Tests;

/// <summary>The contract, as the triggers of the isolated worker have it.</summary>
public sealed class IsolatedConformanceTests(IsolatedConformanceTests.Fixture host)
    : CodeConformanceTests<IsolatedConformanceTests.Fixture>(host)
{
    public sealed class Fixture : IContractHost
    {
        private ResourceServer? _server;
        private ServiceProvider? _services;

        public async ValueTask InitializeAsync()
        {
            _server = await ResourceServer.StartAsync();
            _services = TriggerServices.Build(ContractChecks.Register, ContractChecks.Settings(_server));
        }

        /// <summary>Routes as the Functions host does: without case, and a slash may follow.</summary>
        public Task<ContractAnswer> AskAsync(string method, string path)
        {
            Uri url = new($"http://localhost{path}");
            TriggerCall call = new(_services!) { Method = method, Url = url.ToString() };
            string route = Uri.UnescapeDataString(url.AbsolutePath).Trim('/');
            return route.Equals(HealthRoutes.System, StringComparison.OrdinalIgnoreCase)
                ? call.SystemAsync()
                : call.NamedAsync(route[(HealthRoutes.System.Length + 1)..]);
        }

        public async ValueTask DisposeAsync()
        {
            await _services!.DisposeAsync();
            await _server!.DisposeAsync();
        }
    }
}
