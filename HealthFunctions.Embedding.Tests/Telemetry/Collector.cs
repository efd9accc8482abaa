using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace HealthFunctions.Embedding.Tests.Telemetry;

/// <summary>Receives spans on a socket, by OTLP over HTTP, as a collector does.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<Span> _spans = [];
    private readonly WebApplication _app;

    private Collector(WebApplication app)
    {
        _app = app;
        app.Run(ReceiveAsync);
    }

    public string Url => _app.Urls.Single();

    public IReadOnlyList<Span> Spans => [.. _spans];

    public static async Task<Collector> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        Collector collector = new(builder.Build());
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        Assert.Equal("/v1/traces", context.Request.Path);
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        foreach (Span span in ExportTraceServiceRequest.Parser.ParseFrom(body.ToArray())
            .ResourceSpans.SelectMany(resource => resource.ScopeSpans).SelectMany(scope => scope.Spans))
        {
            _spans.Enqueue(span);
        }

        // An empty ExportTraceServiceResponse.
        context.Response.ContentType = "application/x-protobuf";
        context.Response.ContentLength = 0;
    }
}
