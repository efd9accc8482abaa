using HealthFunctions.AspNetCore;
using HealthFunctions.Endpoint;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HealthFunctions.Testing;

/// <summary>Starts an ASP.NET Core app with the health endpoint in this process, on a port that the system chooses.</summary>
internal sealed class HealthApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HealthApp(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the app.</summary>
    /// <param name="register">Registers the checks.</param>
    /// <param name="settings">Keys as in the environment.</param>
    /// <param name="configure">Adds services of the app's own.</param>
    /// <param name="map">Maps the app's routes; the default ends the pipeline with the health endpoint.</param>
    public static async Task<HealthApp> StartAsync(
        Action<IHealthChecksBuilder>? register = null,
        IEnumerable<(string Key, string? Value)>? settings = null,
        Action<IServiceCollection>? configure = null,
        Action<WebApplication>? map = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        builder.Host.UseDefaultServiceProvider(options => (options.ValidateOnBuild, options.ValidateScopes) = (true, true));
        // Beside the app's own configuration, which has the address: without it Kestrel would take port 5000.
        builder.Configuration.AddConfiguration(Configured.With(settings ?? []));
        configure?.Invoke(builder.Services);
        IHealthChecksBuilder checks = builder.Services.AddHealthFunctions();
        register?.Invoke(checks);
        WebApplication app = builder.Build();
        try
        {
            (map ?? RunHealthEndpoint)(app);
            await app.StartAsync();
            return new HealthApp(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static void RunHealthEndpoint(WebApplication app) =>
        app.Run(new HealthHttpHandler(app.Services.GetRequiredService<HealthEndpoint>()).HandleAnyAsync);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
