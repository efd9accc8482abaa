using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace HealthFunctions.Testing;

/// <summary>
/// Starts a custom handler, and stands in for the Functions host in front of it: forwards each request with what the host makes of
/// its path, its query and its method (<c>DefaultHttpWorkerService</c>, host 4.1037).
/// </summary>
internal sealed class HandlerFront : IAsyncDisposable
{
    private readonly AppProcess _handler;
    private readonly WebApplication _app;

    private HandlerFront(AppProcess handler, WebApplication app)
    {
        (_handler, _app) = (handler, app);
        app.Run(ForwardAsync);
    }

    public HttpClient Client { get; } = new();

    public static async Task<HandlerFront> StartAsync(IEnumerable<(string Key, string? Value)> settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        HandlerFront front = new(await AppProcess.StartHandlerAsync(settings), builder.Build());
        await front._app.StartAsync();
        front.Client.BaseAddress = new Uri(front._app.Urls.Single());
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _handler.DisposeAsync();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        HttpRequest from = context.Request;
        // The URL for display is decoded once, and read as a URL again.
        string path = new Uri(from.GetDisplayUrl()).AbsolutePath;
        string target = new UriBuilder(_handler.Client.BaseAddress!) { Path = path }.ToString();
        Dictionary<string, string?> query = from.Query.ToDictionary(value => value.Key, value => (string?)value.Value.ToString());
        // HttpClient sends the methods that it knows in capitals.
        using HttpRequestMessage request = new(new HttpMethod(from.Method), new Uri(QueryHelpers.AddQueryString(target, query)));
        using HttpResponseMessage response = await _handler.Client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
        {
            if (name != "Date")
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
