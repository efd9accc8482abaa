using System.Net.Sockets;
using HealthFunctions.AspNetCore;
using HealthFunctions.Endpoint;
using HealthFunctions.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HealthFunctions.Server;

/// <summary>
/// Runs Kestrel with the health endpoint for its whole pipeline. Not the web host around it, which would cost a start and each
/// request more than they need (docs/adr/0004-kestrel-without-the-web-host.md).
/// </summary>
internal sealed class HttpServer(IServer server, IServiceProvider services) : IHostedService
{
    /// <summary>Gets where the server listens, once it is started.</summary>
    public IEnumerable<string> Urls => Addresses;

    private ICollection<string> Addresses => server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    /// <exception cref="IOException">An address is taken, or not ours to take.</exception>
    /// <exception cref="HealthSettingsException">An https URL has no certificate or one without its private key, or a URL asks for what Kestrel cannot do.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IConfiguration configuration = services.GetRequiredService<IConfiguration>();
        IReadOnlyList<string> urls = ListenUrls.Read(configuration, []);
        foreach (string url in urls)
        {
            Addresses.Add(url);
        }

        HealthHttpHandler handler = new(services.GetRequiredService<HealthEndpoint>());
        try
        {
            await server.StartAsync(new HttpApplication(handler.HandleAnyAsync), cancellationToken);
        }
        // An address that is taken is an IOException, which names it.
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            throw KestrelSettings.Error(exception, services, configuration);
        }
        catch (SocketException exception)
        {
            throw new IOException($"Cannot listen on {(urls.Count > 0 ? string.Join(" and ", urls) : "an endpoint")}: {exception.Message}", exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);
}
