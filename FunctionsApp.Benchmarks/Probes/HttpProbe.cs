using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>GET of a small body, from Kestrel.</summary>
/// <param name="reuseConnections">Whether all calls have one connection, or each its own.</param>
internal sealed class HttpProbe(bool reuseConnections) : Probe
{
    private readonly WebApplication _server = CreateServer();
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = reuseConnections ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
    })
    {
        DefaultRequestHeaders = { { "User-Agent", "HealthFunctions" } },
    };

    public override string What => $"Http, GET on a {(reuseConnections ? "kept" : "new")} connection";

    public override IEnumerable<(string Key, string Value)> Settings =>
        [("Type", "Http"), ("Url", _server.Urls.Single()), ("ReuseConnections", reuseConnections ? "true" : "false")];

    public override Task StartAsync()
    {
        _client.DefaultRequestHeaders.ConnectionClose = !reuseConnections;
        return _server.StartAsync();
    }

    public override async Task CallAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(_server.Urls.Single()), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _server.DisposeAsync();
    }

    private static WebApplication CreateServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(static context => context.Response.WriteAsync("""{"code":"OK","ok":true}"""));
        return app;
    }
}
