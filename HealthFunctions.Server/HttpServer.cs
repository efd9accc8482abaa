using HealthFunctions.AspNetCore;
using HealthFunctions.Endpoint;
using HealthFunctions.Settings;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Server;

/// <summary>
/// Kestrel with the health endpoint for its whole pipeline. Not the web host around it, which would cost a start and each
/// request more than they need (docs/adr/0004-kestrel-without-the-web-host.md).
/// </summary>
internal sealed class HttpServer : IHostedService, IDisposable
{
    private readonly KestrelServer _server;
    private readonly RequestDelegate _answer;

    /// <exception cref="HealthSettingsException">A setting, or a name of a check, is wrong.</exception>
    public HttpServer(IServiceProvider services, ILoggerFactory logs)
    {
        _answer = new HealthHttpHandler(services.GetRequiredService<HealthEndpoint>()).HandleAnyAsync;
        KestrelServerOptions options = new() { ApplicationServices = services, AddServerHeader = false };
        options.Limits.MaxRequestBodySize = 0;
        _server = new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs), logs);
    }

    /// <summary>Where to listen; once started, where it listens.</summary>
    public ICollection<string> Urls => _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(new HttpApplication(_answer), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    public void Dispose() => _server.Dispose();
}
