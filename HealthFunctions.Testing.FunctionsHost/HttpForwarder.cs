using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HealthFunctions.Testing.FunctionsHost;

/// <summary>Forwards requests to a worker that serves HTTP itself.</summary>
internal sealed class HttpForwarder(Uri worker)
{
    private static readonly HttpClient Client =
        new(new RefusedConnectionHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }));

    /// <param name="invocationId">The invocation that the worker finds the request by.</param>
    /// <param name="context">The request, and its response.</param>
    public async Task ForwardAsync(string invocationId, HttpContext context)
    {
        HttpRequest from = context.Request;
        using HttpRequestMessage request = new(new HttpMethod(from.Method), new Uri(worker, $"{from.PathBase}{from.Path}{from.QueryString}"));
        request.Content = from.ContentLength > 0 ? new StreamContent(from.Body) : null;
        foreach ((string name, StringValues values) in from.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        request.Headers.Add("x-ms-invocation-id", invocationId);
        using HttpResponseMessage response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Date"))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
