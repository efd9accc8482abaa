using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents a Kestrel server in the process of the tests, with TLS on a second port.</summary>
public abstract class KestrelServer : RealServer
{
    private WebApplication? _app;

    private protected KestrelServer()
    {
    }

    /// <summary>Gets the port without TLS.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the port with TLS.</summary>
    public int TlsPort { get; private set; }

    private protected abstract HttpProtocols Protocols { get; }

    private protected sealed override Task PrepareAsync()
    {
        Port = ReservePort();
        TlsPort = ReservePort();
        return Task.CompletedTask;
    }

    private protected sealed override async Task BeginAsync()
    {
        X509Certificate2 certificate = Authority.Issue();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = Protocols);
            kestrel.Listen(IPAddress.Loopback, Port);
            kestrel.Listen(IPAddress.Loopback, TlsPort, listen => listen.UseHttps(certificate));
        });
        AddServices(builder);
        _app = builder.Build();
        MapRoutes(_app);
        _app.Lifetime.ApplicationStopped.Register(certificate.Dispose);
        await _app.StartAsync();
    }

    private protected sealed override async Task EndAsync()
    {
        if (_app is not null)
        {
            // At once: a client keeps its connections open.
            await _app.StopAsync(new CancellationToken(canceled: true));
            await _app.DisposeAsync();
            _app = null;
        }
    }

    private protected virtual void AddServices(WebApplicationBuilder builder)
    {
    }

    private protected abstract void MapRoutes(WebApplication app);
}
