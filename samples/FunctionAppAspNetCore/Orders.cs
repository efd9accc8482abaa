using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace FunctionAppAspNetCore;

/// <summary>A trigger of your own.</summary>
public sealed class Orders(Backlog backlog)
{
    [Function("Orders")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders")] HttpRequest request) =>
        new OkObjectResult($"{backlog.Length} orders are waiting");
}
