using HealthFunctions.Testing.FunctionsHost.Protocol;
using Microsoft.AspNetCore.Http;

namespace HealthFunctions.Testing.FunctionsHost;

/// <summary>Invokes functions for HTTP requests, in the way that the worker's capabilities ask for.</summary>
internal sealed class Invoker(WorkerChannel channel, WorkerProcess worker, IDictionary<string, string> capabilities)
{
    private const int Stopped = 0;
    private const int Restart = 200;

    // A worker with ASP.NET Core takes the requests themselves, and by the stream only word of them.
    private readonly HttpForwarder? _forwarder = capabilities.TryGetValue("HttpUri", out string? url) ? new HttpForwarder(new Uri(url)) : null;

    public async Task InvokeAsync(HttpFunction function, HttpContext context)
    {
        string id = Guid.NewGuid().ToString();
        InvocationRequest request = new() { InvocationId = id, FunctionId = function.Id, TraceContext = new() };
        RpcHttp http = _forwarder is null ? await HttpMessages.FromAsync(context.Request) : new RpcHttp();
        foreach ((string name, object? value) in context.Request.RouteValues)
        {
            http.NullableParams[name] = new NullableString { Value = $"{value}" };
            request.TriggerMetadata[name] = new TypedData { String = $"{value}" };
        }

        request.InputData.Add(new ParameterBinding { Name = function.Parameter, Data = new TypedData { Http = http } });
        using CancellationTokenRegistration gone = context.RequestAborted.Register(
            () => channel.Send(new StreamingMessage { InvocationCancel = new() { InvocationId = id } }));
        Task forwarded = _forwarder?.ForwardAsync(id, context) ?? Task.CompletedTask;
        InvocationResponse? response = await InvokeAsync(request, context.RequestAborted);
        if (response?.Result.Status != StatusResult.Types.Status.Success)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        else if (_forwarder is null)
        {
            await HttpMessages.CopyAsync(HttpMessages.Result(response), context.Response);
        }
        else
        {
            await forwarded;
        }
    }

    /// <returns>The response, or null where the worker has ended, and its exit code makes the host fail what it was running.</returns>
    private async Task<InvocationResponse?> InvokeAsync(InvocationRequest request, CancellationToken gone)
    {
        try
        {
            return (await channel.RequestAsync(new StreamingMessage { InvocationRequest = request })).InvocationResponse;
        }
        catch (InvalidOperationException)
        {
            if (await worker.WaitForExitAsync() is Stopped or Restart)
            {
                // The host waits for a response all the same.
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone);
            }

            return null;
        }
    }
}
