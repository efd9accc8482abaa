using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FunctionApp;

/// <summary>A trigger of your own.</summary>
public sealed class Orders(Backlog backlog)
{
    [Function("Orders")]
    public HttpResponseData Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders")] HttpRequestData request)
    {
        HttpResponseData response = request.CreateResponse();
        response.WriteString($"{backlog.Length} orders are waiting");
        return response;
    }
}
