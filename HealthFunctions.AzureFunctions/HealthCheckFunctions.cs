using System.Net;
using HealthFunctions.Endpoint;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace HealthFunctions.AzureFunctions;

/// <summary>
/// Serves the routes of the health endpoint as HTTP triggers, in every function app that references this assembly. The app
/// calls <c>builder.AddHealthFunctions()</c>.
/// </summary>
/// <param name="endpoint">The endpoint, from the app's services.</param>
public sealed class HealthCheckFunctions(HealthEndpoint endpoint)
{
    /// <summary>Tells that the process runs.</summary>
    /// <param name="request">The request.</param>
    [Function("HealthFunctions_Check")]
    public Task<HttpResponseData> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = HealthRoutes.System)] HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AnswerAsync(request, HealthRequest.ForSystem(request.Method, request.Url.AbsolutePath));
    }

    /// <summary>Tells the status of one named check, or one group.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The name in the route.</param>
    [Function("HealthFunctions_NamedCheck")]
    public Task<HttpResponseData> NamedCheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = HealthRoutes.Named)] HttpRequestData request, string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AnswerAsync(request, HealthRequest.ForCheck(request.Method, name));
    }

    private async Task<HttpResponseData> AnswerAsync(HttpRequestData from, HealthRequest request)
    {
        CancellationToken cancelled = from.FunctionContext.CancellationToken;
        HealthResponse response;
        try
        {
            response = await endpoint.HandleAsync(request with { Query = from.Url.Query }, cancelled).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // The caller has hung up, and nobody reads this; or the Functions host is stopping. An exception that leaves a function
            // is a failed invocation, which the worker and the host log as an error.
            return from.CreateResponse(HttpStatusCode.ServiceUnavailable);
        }

        HttpResponseData to = from.CreateResponse((HttpStatusCode)response.StatusCode);
        foreach ((string header, string value) in response.Headers)
        {
            to.Headers.Add(header, value);
        }

        await to.Body.WriteAsync(response.Body).ConfigureAwait(false);
        return to;
    }
}
