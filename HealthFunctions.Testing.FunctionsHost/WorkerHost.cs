using System.Net;
using HealthFunctions.Testing.FunctionsHost.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Testing.FunctionsHost;

/// <summary>
/// A stand-in for the Azure Functions host: starts the worker of a published function app, loads its functions, and serves those
/// with an HTTP trigger by their routes.
/// </summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private readonly FunctionAppFolder _folder;
    private readonly WebApplication _rpc;
    private HttpFront? _front;

    private WorkerHost(FunctionAppFolder folder, WebApplication rpc, WorkerChannel channel, WorkerProcess worker) =>
        (_folder, _rpc, Channel, Worker) = (folder, rpc, channel, worker);

    public WorkerProcess Worker { get; }

    public WorkerChannel Channel { get; }

    /// <summary>The functions that the worker has reported.</summary>
    public IReadOnlyList<RpcFunctionMetadata> Functions { get; private set; } = [];

    /// <summary>Calls the functions, as the app's users do.</summary>
    public HttpClient Client => _front?.Client ?? throw new InvalidOperationException("No functions are loaded.");

    /// <summary>Starts the worker and loads its functions.</summary>
    /// <param name="folder">The folder of the published app.</param>
    /// <param name="settings">The app's settings, as in its environment.</param>
    public static async Task<WorkerHost> StartAsync(string folder, IEnumerable<(string Key, string? Value)>? settings = null)
    {
        WorkerHost host = await LaunchAsync(folder, settings);
        try
        {
            await host.LoadAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the worker, and answers nothing that it says yet.</summary>
    /// <param name="folder">The folder of the published app.</param>
    /// <param name="settings">The app's settings, as in its environment.</param>
    /// <param name="orphanable">Whether the worker has a parent process of its own, that a test can kill.</param>
    public static async Task<WorkerHost> LaunchAsync(
        string folder, IEnumerable<(string Key, string? Value)>? settings = null, bool orphanable = false)
    {
        FunctionAppFolder app = new(folder);
        WorkerChannel channel = new();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        builder.Services.AddSingleton(channel);
        WebApplication rpc = builder.Build();
        rpc.MapGrpcService<WorkerChannel>();
        await rpc.StartAsync();
        return new WorkerHost(app, rpc, channel, WorkerProcess.Start(app, new Uri(rpc.Urls.Single()), settings, orphanable));
    }

    /// <summary>Waits until the worker has called.</summary>
    public async Task CalledAsync()
    {
        Task<int> ended = Worker.WaitForExitAsync();
        await InTimeAsync(Task.WhenAny(Channel.Started, ended));
        if (!Channel.Started.IsCompleted)
        {
            throw new InvalidOperationException($"The worker ended with {await ended}: {string.Join(Environment.NewLine, Worker.Errors)}");
        }
    }

    /// <summary>Initializes the worker, loads the functions that it reports, and serves them.</summary>
    public async Task LoadAsync()
    {
        await CalledAsync();
        WorkerInitResponse init = (await RequestAsync(new StreamingMessage
        {
            WorkerInitRequest = new() { HostVersion = "4.0.0", FunctionAppDirectory = _folder.Path, WorkerDirectory = _folder.Path },
        })).WorkerInitResponse;
        Succeeded(init.Result);

        FunctionMetadataResponse metadata = (await RequestAsync(new StreamingMessage
        {
            FunctionsMetadataRequest = new() { FunctionAppDirectory = _folder.Path },
        })).FunctionMetadataResponse;
        Succeeded(metadata.Result);
        Functions = metadata.FunctionMetadataResults;
        foreach (RpcFunctionMetadata function in Functions)
        {
            RpcFunctionMetadata located = function.Clone();
            located.Directory = _folder.Path;
            Succeeded((await RequestAsync(new StreamingMessage
            {
                FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = located },
            })).FunctionLoadResponse.Result);
        }

        _front = await HttpFront.StartAsync(
            new Invoker(Channel, Worker, init.Capabilities), _folder.RoutePrefix, Functions.Select(HttpFunction.From).OfType<HttpFunction>());
    }

    /// <summary>Sends a request, and hangs up before there is a response.</summary>
    /// <param name="path">The path to ask for.</param>
    /// <param name="running">Ends when the request has reached the code under test.</param>
    /// <returns>How the worker has answered the invocation.</returns>
    public async Task<InvocationResponse> HangUpAsync(string path, Task running)
    {
        using CancellationTokenSource gone = new();
        Task<HttpResponseMessage> call = Client.GetAsync(new Uri(path, UriKind.Relative), gone.Token);
        await running.WaitAsync(TestContext.Current.CancellationToken);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        return (await InTimeAsync(Channel.LastResponse)).InvocationResponse;
    }

    /// <summary>Asks the worker to end, as the host does when it ends itself.</summary>
    /// <returns>The worker's exit code.</returns>
    public Task<int> StopAsync()
    {
        Channel.Send(new StreamingMessage { WorkerTerminate = new() });
        return Worker.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        await _rpc.DisposeAsync();
    }

    private Task<StreamingMessage> RequestAsync(StreamingMessage request) => InTimeAsync(Channel.RequestAsync(request));

    private static Task<T> InTimeAsync<T>(Task<T> task) => task.WaitAsync(TimeLimit, TimeProvider.System, TestContext.Current.CancellationToken);

    private static void Succeeded(StatusResult result) =>
        Assert.True(result.Status == StatusResult.Types.Status.Success, $"{result.Exception?.Message}{result.Exception?.StackTrace}");
}
