using System.Net;
using System.Net.Security;
using RabbitMQ.Client;

namespace HealthFunctions.Checks.RabbitMq;

/// <summary>Knows the sockets of one connection, and closes them where a call is cancelled: the client would wait for goodbyes.</summary>
/// <param name="host">The host.</param>
/// <param name="tls">How to authenticate the server; null for connections without TLS.</param>
/// <param name="time">The clock that attempts wait by.</param>
internal sealed class RabbitMqSockets(DnsEndPoint host, SslClientAuthenticationOptions? tls, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<RabbitMqSocket> _sockets = [];
    private bool _isClosed;

    public ITcpClient Create()
    {
        RabbitMqSocket socket = new(host, tls, time);
        lock (_gate)
        {
            _sockets.Add(socket);
            if (_isClosed)
            {
                socket.Close();
            }
        }

        return socket;
    }

    /// <summary>Runs a call of the client. What is left of one that was cancelled ends by itself, as its sockets are closed.</summary>
    public async Task<TResult> RunAsync<TResult>(Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration end = cancellationToken.UnsafeRegister(static state => ((RabbitMqSockets)state!).Close(), this);
        Task<TResult> running = call(cancellationToken);
        try
        {
            return await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for it any more, nor for what it may throw.
            _ = running.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _sockets.ForEach(socket => socket.Close());
        }
    }
}
