using HealthFunctions.Endpoint;
using HealthFunctions.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Tests;

/// <summary>The contract, as the triggers of the isolated worker have it.</summary>
public sealed class IsolatedConformanceTests(IsolatedConformanceTests.Fixture host)
    : CodeConformanceTests<IsolatedConformanceTests.Fixture>(host)
{
    public sealed class Fixture : ContractHost
    {
        protected override Task<StartedApp> StartAsync(IEnumerable<(string Key, string? Value)> settings)
        {
            ServiceProvider services = TriggerServices.Build(ContractChecks.Register, settings);
            return Task.FromResult(new StartedApp(services, (method, path) => AskAsync(services, method, path)));
        }

        /// <summary>Routes as the Functions host does: without case, and a slash may follow.</summary>
        private static Task<ContractAnswer> AskAsync(IServiceProvider services, string method, string path)
        {
            Uri url = new($"http://localhost{path}");
            TriggerCall call = new(services) { Method = method, Url = url.ToString() };
            string route = Uri.UnescapeDataString(url.AbsolutePath).Trim('/');
            return route.Equals(HealthRoutes.System, StringComparison.OrdinalIgnoreCase)
                ? call.SystemAsync()
                : call.NamedAsync(route[(HealthRoutes.System.Length + 1)..]);
        }
    }
}
