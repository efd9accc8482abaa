using HealthFunctions.AspNetCore;
using HealthFunctions.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Hosting.Kestrel;

/// <summary>
/// Kestrel with the health endpoint for its whole pipeline. Not the web host around it, which would cost a start and each
/// request more than they need (docs/adr/0004-kestrel-without-the-web-host.md).
/// </summary>
internal sealed class HttpServer : IHostedService, IDisposable
{
    private readonly KestrelServer server;
    private readonly RequestDelegate answer;

    /// <exception cref="HealthSettingsException">A setting, or a name of a check, is wrong.</exception>
    public HttpServer(IServiceProvider services, ILoggerFactory logs)
    {
        ApplicationBuilder pipeline = new(services);
        pipeline.RunHealthFunctions();
        answer = pipeline.Build();
        KestrelServerOptions options = new() { ApplicationServices = services, AddServerHeader = false };
        options.Limits.MaxRequestBodySize = 0;
        server = new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs), logs);
    }

    /// <summary>Where to listen; once started, where it listens.</summary>
    public ICollection<string> Urls => server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    public Task StartAsync(CancellationToken cancellationToken) => server.StartAsync(new HttpApplication(answer), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();
}
