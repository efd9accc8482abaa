using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Testing.FunctionsHost;

/// <summary>Serves functions by their routes, with the framework's routing, as the Functions host does.</summary>
internal sealed class HttpFront : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpFront(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public static async Task<HttpFront> StartAsync(Invoker invoker, string prefix, IEnumerable<HttpFunction> functions)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        WebApplication app = builder.Build();
        foreach (HttpFunction function in functions)
        {
            app.MapMethods($"{prefix}/{function.Route}", function.Methods, context => invoker.InvokeAsync(function, context));
        }

        // The host answers a method that a trigger does not list as a path that it does not know.
        app.MapFallback("{**path}", context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return new HttpFront(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
