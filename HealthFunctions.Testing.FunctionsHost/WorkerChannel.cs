using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using HealthFunctions.Testing.FunctionsHost.Protocol;

namespace HealthFunctions.Testing.FunctionsHost;

/// <summary>The host's end of the stream that one worker opens.</summary>
internal sealed class WorkerChannel : FunctionRpc.FunctionRpcBase
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _pending = new();
    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the worker has called and said its name.</summary>
    public Task Started => _started.Task;

    /// <summary>Ends when the worker's call has ended, for whatever reason.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What the worker has logged by this stream.</summary>
    public ConcurrentQueue<RpcLog> Logs { get; } = new();

    /// <summary>The response to the last request sent.</summary>
    public Task<StreamingMessage> LastResponse { get; private set; } = Task.FromResult(new StreamingMessage());

    /// <summary>Sends a message that has no response.</summary>
    public void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Sends a request.</summary>
    /// <returns>The response.</returns>
    public async Task<StreamingMessage> RequestAsync(StreamingMessage request)
    {
        request.RequestId = Guid.NewGuid().ToString();
        TaskCompletionSource<StreamingMessage> response = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[request.RequestId] = response;
        LastResponse = response.Task;
        Send(request);
        await Task.WhenAny(response.Task, Ended);
        return response.Task.IsCompleted ? await response.Task : throw new InvalidOperationException($"The worker ended during {request.ContentCase}.");
    }

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        try
        {
            await Task.WhenAny(ReceiveAsync(requestStream), SendAsync(responseStream, context.CancellationToken));
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    private async Task ReceiveAsync(IAsyncStreamReader<StreamingMessage> requestStream)
    {
        await foreach (StreamingMessage message in requestStream.ReadAllAsync())
        {
            switch (message.ContentCase)
            {
                case StreamingMessage.ContentOneofCase.StartStream:
                    _started.TrySetResult();
                    break;
                case StreamingMessage.ContentOneofCase.RpcLog:
                    Logs.Enqueue(message.RpcLog);
                    break;
                default:
                    if (_pending.TryRemove(message.RequestId, out TaskCompletionSource<StreamingMessage>? response))
                    {
                        response.TrySetResult(message);
                    }

                    break;
            }
        }
    }

    private async Task SendAsync(IServerStreamWriter<StreamingMessage> responseStream, CancellationToken ended)
    {
        await foreach (StreamingMessage message in _outgoing.Reader.ReadAllAsync(ended))
        {
            await responseStream.WriteAsync(message, ended);
        }
    }
}
