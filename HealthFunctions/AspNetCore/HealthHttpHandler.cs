using HealthFunctions.Endpoint;
using Microsoft.AspNetCore.Http;

namespace HealthFunctions.AspNetCore;

/// <summary>Copies a request to the endpoint and its reply back.</summary>
internal sealed class HealthHttpHandler(HealthEndpoint endpoint)
{
    /// <summary>Answers whatever path was asked for.</summary>
    public Task HandleAsync(HttpContext context) => HandleAsync(context, context.Request.Path.Value ?? string.Empty);

    /// <summary>Answers as if <paramref name="path"/> had been asked for, wherever the app has mapped it.</summary>
    public async Task HandleAsync(HttpContext context, string path)
    {
        HealthRequest request = new(context.Request.Method, path, context.Request.QueryString.Value);
        HealthReply reply;
        try
        {
            reply = await endpoint.HandleAsync(request, context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        HttpResponse response = context.Response;
        response.StatusCode = reply.StatusCode;
        foreach ((string name, string value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        if (!reply.Body.IsEmpty)
        {
            await response.BodyWriter.WriteAsync(reply.Body).ConfigureAwait(false);
        }
    }
}
