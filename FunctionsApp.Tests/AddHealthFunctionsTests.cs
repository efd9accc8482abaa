using HealthFunctions.AzureFunctions;
using HealthFunctions.Endpoint;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Tests;

/// <summary>What <c>builder.AddHealthFunctions()</c> adds to a function app, and what it leaves alone.</summary>
public sealed class AddHealthFunctionsTests
{
    private static readonly ServiceProviderOptions Strict = new() { ValidateOnBuild = true, ValidateScopes = true };

    [Fact]
    public async Task The_builder_of_a_function_app_takes_it()
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.AddHealthFunctions();

        await using ServiceProvider services = builder.Services.BuildServiceProvider(Strict);

        Assert.NotNull(services.GetService<HealthEndpoint>());
        Assert.Equal(
            typeof(WorkerExit),
            builder.Services.First(service => service.ServiceType == typeof(IHostedService)).ImplementationType);
    }

    [Fact]
    public void The_worker_builder_of_a_generic_host_takes_it_too()
    {
        using IHost host = new HostBuilder()
            .ConfigureFunctionsWorkerDefaults((IFunctionsWorkerApplicationBuilder worker) => worker.AddHealthFunctions())
            .UseDefaultServiceProvider(options => (options.ValidateOnBuild, options.ValidateScopes) = (true, true))
            .Build();

        Assert.NotNull(host.Services.GetService<HealthEndpoint>());
    }

    [Fact]
    public void Called_again_it_adds_nothing()
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.AddHealthFunctions();
        int once = builder.Services.Count;

        builder.AddHealthFunctions();

        Assert.Equal(once, builder.Services.Count);
    }

    [Fact]
    public async Task The_apps_own_logs_are_left_alone()
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.Logging.AddSystemdConsole();
        builder.AddHealthFunctions();

        await using ServiceProvider services = builder.Services.BuildServiceProvider(Strict);

        Assert.Single(services.GetServices<ILoggerProvider>(), provider => provider is ConsoleLoggerProvider);
        Assert.Equal(ConsoleFormatterNames.Systemd, services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
        Assert.Equal(LogLevel.None, services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.LogToStandardErrorThreshold);
        Assert.All(
            services.GetRequiredService<IOptions<LoggerFilterOptions>>().Value.Rules.Where(rule => rule.LogLevel == LogLevel.None),
            rule => Assert.Equal("HealthFunctions", rule.CategoryName));
    }

    [Fact]
    public void Other_categories_are_not_written_to_the_console()
    {
        using HostConsoleLoggerProvider provider = new();

        Assert.Same(NullLogger.Instance, provider.CreateLogger("MyApp"));
        Assert.NotSame(NullLogger.Instance, provider.CreateLogger("HealthFunctions.Engine"));
    }
}
