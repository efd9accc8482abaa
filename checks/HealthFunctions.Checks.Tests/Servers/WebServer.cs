using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents a web server that answers every request with 200 and <c>ready</c>.</summary>
public sealed class WebServer : KestrelServer
{
    private protected override HttpProtocols Protocols => HttpProtocols.Http1;

    private protected override void MapRoutes(WebApplication app) => app.Run(context => context.Response.WriteAsync("ready"));
}
