using System.IO.Pipelines;
using HealthFunctions.Endpoint;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HealthFunctions.AspNetCore;

/// <summary>Copies a request to the endpoint and its response back.</summary>
internal sealed class HealthHttpHandler(HealthEndpoint endpoint)
{
    /// <summary>Names the parameter of the route: so that no prefix of the app has one of that name.</summary>
    public const string NameParameter = "healthCheckName";

    /// <summary>Answers for a route that the app has matched.</summary>
    public Task HandleSystemAsync(HttpContext context) =>
        HandleAsync(context, HealthRequest.ForSystem(context.Request.Method, context.Request.Path.Value ?? string.Empty));

    /// <inheritdoc cref="HandleSystemAsync"/>
    public Task HandleNamedAsync(HttpContext context) =>
        HandleAsync(context, HealthRequest.ForCheck(context.Request.Method, (string)context.GetRouteValue(NameParameter)!));

    /// <summary>Answers for a path below a name, which is none of the endpoint's.</summary>
    public Task HandleOtherAsync(HttpContext context) => HandleAsync(context, HealthRequest.ForPath(context.Request.Method, string.Empty));

    /// <summary>Answers whatever path is asked for, in an app without routing.</summary>
    public Task HandleAnyAsync(HttpContext context) =>
        HandleAsync(context, HealthRequest.ForPath(context.Request.Method, context.Request.Path.Value ?? string.Empty));

    private Task HandleAsync(HttpContext context, HealthRequest request)
    {
        ValueTask<HealthResponse> response = endpoint.HandleAsync(
            request with { Query = context.Request.QueryString.Value }, context.RequestAborted);
        return response.IsCompletedSuccessfully ? CopyAsync(response.Result, context.Response) : AwaitAndCopyAsync(response, context);
    }

    private static async Task AwaitAndCopyAsync(ValueTask<HealthResponse> pending, HttpContext context)
    {
        HealthResponse response;
        try
        {
            response = await pending.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        await CopyAsync(response, context.Response).ConfigureAwait(false);
    }

    private static Task CopyAsync(HealthResponse from, HttpResponse to)
    {
        to.StatusCode = from.StatusCode;
        foreach ((string name, string value) in from.HeaderSpan)
        {
            to.Headers[name] = value;
        }

        if (from.Body.IsEmpty)
        {
            return Task.CompletedTask;
        }

        ValueTask<FlushResult> written = to.BodyWriter.WriteAsync(from.Body);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }
}
