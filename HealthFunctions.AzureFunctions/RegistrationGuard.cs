using HealthFunctions.AzureFunctions;
using HealthFunctions.Endpoint;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: WorkerExtensionStartup(typeof(RegistrationGuard))]

namespace HealthFunctions.AzureFunctions;

/// <summary>
/// Stops the start of an app that references this package and forgot <c>builder.AddHealthFunctions()</c>: its triggers are
/// there all the same, and would answer every call with a 500. The worker calls this for each package that asks for it.
/// </summary>
public sealed class RegistrationGuard : WorkerExtensionStartup
{
    /// <summary>Adds the guard to the app.</summary>
    /// <param name="applicationBuilder">The builder of the app.</param>
    public override void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder)
    {
        ArgumentNullException.ThrowIfNull(applicationBuilder);
        applicationBuilder.Services.AddHostedService<Guard>();
    }

    private sealed class Guard(IServiceProviderIsService services) : IHostedLifecycleService
    {
        private const string Forgotten =
            "This app references HealthFunctions.AzureFunctions, but its Program.cs does not register it. Add the line: builder.AddHealthFunctions();";

        public Task StartingAsync(CancellationToken cancellationToken)
        {
            if (!services.IsService(typeof(HealthEndpoint)))
            {
                throw new InvalidOperationException(Forgotten);
            }

            return Task.CompletedTask;
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
