using System.IO.Pipelines;
using HealthFunctions.Endpoint;
using Microsoft.AspNetCore.Http;

namespace HealthFunctions.AspNetCore;

/// <summary>Copies a request to the endpoint and its reply back.</summary>
internal sealed class HealthHttpHandler(HealthEndpoint endpoint)
{
    /// <summary>Answers whatever path was asked for.</summary>
    public Task HandleAsync(HttpContext context) => HandleAsync(context, context.Request.Path.Value ?? string.Empty);

    /// <summary>Answers as if <paramref name="path"/> had been asked for, wherever the app has mapped it.</summary>
    public Task HandleAsync(HttpContext context, string path)
    {
        HealthRequest request = new(context.Request.Method, path, context.Request.QueryString.Value);
        ValueTask<HealthReply> reply = endpoint.HandleAsync(request, context.RequestAborted);
        return reply.IsCompletedSuccessfully ? CopyAsync(reply.Result, context.Response) : AwaitAndCopyAsync(reply, context);
    }

    private static async Task AwaitAndCopyAsync(ValueTask<HealthReply> reply, HttpContext context)
    {
        HealthReply known;
        try
        {
            known = await reply.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        await CopyAsync(known, context.Response).ConfigureAwait(false);
    }

    private static Task CopyAsync(HealthReply reply, HttpResponse response)
    {
        response.StatusCode = reply.StatusCode;
        foreach ((string name, string value) in reply.HeaderSpan)
        {
            response.Headers[name] = value;
        }

        if (reply.Body.IsEmpty)
        {
            return Task.CompletedTask;
        }

        ValueTask<FlushResult> written = response.BodyWriter.WriteAsync(reply.Body);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }
}
