using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Answers requests by https, for a server that stands in for a REST API.</summary>
internal sealed class HttpsStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpsStandIn(WebApplication app) => _app = app;

    public static async Task<HttpsStandIn> StartAsync(int port, X509Certificate2 certificate, RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(certificate)));
        WebApplication app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new HttpsStandIn(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
