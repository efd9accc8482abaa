using HealthFunctions.Endpoint;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Tests;

/// <summary>Tests the ways to register the package in a function app.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void An_app_on_HostBuilder_registers_it_where_it_configures_the_worker()
    {
        using IHost app = new HostBuilder().ConfigureFunctionsWorkerDefaults((_, worker) => worker.AddHealthFunctions()).Build();

        Assert.NotNull(app.Services.GetService<HealthEndpoint>());
    }

    [Fact]
    public void An_app_on_FunctionsApplicationBuilder_registers_it_in_one_line()
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.AddHealthFunctions();
        using IHost app = builder.Build();

        Assert.NotNull(app.Services.GetService<HealthEndpoint>());
    }
}
