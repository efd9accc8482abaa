using HealthFunctions.Server.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HealthFunctions.Server;

/// <summary>What Kestrel hands its requests to.</summary>
internal sealed class HttpApplication(RequestDelegate answer) : IHttpApplication<HttpContext>
{
    /// <summary>The longest body that Kestrel reads after the answer, and drops, so that the connection can go on.</summary>
    public const int LongestDroppedBody = 16 * 1024;

    public HttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        contextFeatures.Get<TrackedConnection>()?.BeginRequest();
        return new DefaultHttpContext(contextFeatures);
    }

    public Task ProcessRequestAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            AnnounceCloseBeforeBody(context);
        }

        return answer(context);
    }

    public void DisposeContext(HttpContext context, Exception? exception) => context.Features.Get<TrackedConnection>()?.EndRequest();

    /// <summary>Says that the connection ends with this answer, where its next bytes may be those of a body that nobody will read.</summary>
    private static void AnnounceCloseBeforeBody(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        bool dropped = headers.ContentLength <= LongestDroppedBody && headers.Expect.Count == 0;
        if (!dropped && !HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }
    }
}
