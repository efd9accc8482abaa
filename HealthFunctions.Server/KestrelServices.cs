using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Server;

/// <summary>Gives ASP.NET Core's own methods for Kestrel, which ask for a web host, the services of an app without one.</summary>
internal sealed class KestrelServices(IServiceCollection services, IConfiguration configuration) : IWebHostBuilder
{
    public IWebHostBuilder ConfigureServices(Action<IServiceCollection> configureServices)
    {
        configureServices(services);
        return this;
    }

    public IWebHostBuilder ConfigureServices(Action<WebHostBuilderContext, IServiceCollection> configureServices)
    {
        configureServices(new WebHostBuilderContext { Configuration = configuration }, services);
        return this;
    }

    public string? GetSetting(string key) => configuration[key];

    public IWebHostBuilder UseSetting(string key, string? value) => throw new NotSupportedException();

    public IWebHostBuilder ConfigureAppConfiguration(Action<WebHostBuilderContext, IConfigurationBuilder> configureDelegate) =>
        throw new NotSupportedException();

#pragma warning disable ASPDEPR008 // The interface, which is not obsolete, returns the obsolete type.
    public IWebHost Build() => throw new NotSupportedException();
#pragma warning restore ASPDEPR008
}
