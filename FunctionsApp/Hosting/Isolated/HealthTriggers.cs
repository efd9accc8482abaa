using System.Net;
using HealthFunctions.Endpoint;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FunctionsApp.Hosting.Isolated;

/// <summary>
/// The health endpoint's routes as HTTP triggers. They only copy: requests in, replies out. A function app of your own needs
/// this file, in a namespace of its own, and <c>services.AddHealthFunctions(configuration)</c>.
/// </summary>
/// <param name="endpoint">What answers.</param>
public sealed class HealthTriggers(HealthEndpoint endpoint)
{
    /// <summary>The process runs.</summary>
    /// <param name="request">The request.</param>
    [Function("SystemCheck")]
    public Task<HttpResponseData> SystemAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = HealthRoutes.System)] HttpRequestData request) =>
        AnswerAsync(request, "/" + HealthRoutes.System);

    /// <summary>One named check, or one group.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The name in the route.</param>
    [Function("NamedCheck")]
    public Task<HttpResponseData> NamedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = HealthRoutes.Named)] HttpRequestData request, string name) =>
        AnswerAsync(request, $"/{HealthRoutes.System}/{name}");

    private async Task<HttpResponseData> AnswerAsync(HttpRequestData request, string path)
    {
        ArgumentNullException.ThrowIfNull(request);

        HealthRequest asked = new(request.Method, path, request.Url.Query);
        HealthReply reply = await endpoint.HandleAsync(asked, request.FunctionContext.CancellationToken);
        HttpResponseData response = request.CreateResponse((HttpStatusCode)reply.StatusCode);
        foreach ((string header, string value) in reply.Headers)
        {
            response.Headers.Add(header, value);
        }

        await response.Body.WriteAsync(reply.Body);
        return response;
    }
}
