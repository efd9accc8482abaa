using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace HealthFunctions.Server.Connections;

/// <summary>A connection of the transport, with what the limiter must know to choose the one that is missed the least.</summary>
internal sealed class TrackedConnection : ConnectionContext
{
    private readonly ConnectionContext _connection;
    private readonly ConnectionLimiter _limiter;
    private readonly CancellationTokenRegistration _clientDone;
    private int _requests;
    private long _lastActive;
    private volatile bool _isClientDone;
    private volatile bool _isDisposed;
    private TaskCompletionSource? _gone;

    public TrackedConnection(ConnectionContext connection, ConnectionLimiter limiter)
    {
        _connection = connection;
        _limiter = limiter;
        _lastActive = limiter.NextMoment();
        _clientDone = connection.ConnectionClosed.UnsafeRegister(self => ((TrackedConnection)self!)._isClientDone = true, this);
        Features.Set(this);
    }

    /// <summary>Gets the order in which connections are given up: lowest first.</summary>
    public (int Kind, long LastActive) Value => (_isClientDone ? 0 : Volatile.Read(ref _requests) == 0 ? 1 : 2, Volatile.Read(ref _lastActive));

    public override string ConnectionId
    {
        get => _connection.ConnectionId;
        set => _connection.ConnectionId = value;
    }

    public override IFeatureCollection Features => _connection.Features;

    public override IDictionary<object, object?> Items
    {
        get => _connection.Items;
        set => _connection.Items = value;
    }

    public override IDuplexPipe Transport
    {
        get => _connection.Transport;
        set => _connection.Transport = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => _connection.LocalEndPoint;
        set => _connection.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => _connection.RemoteEndPoint;
        set => _connection.RemoteEndPoint = value;
    }

    /// <summary>
    /// Gets a token that never fires. The transport's fires when the client has sent all that it will send, and Kestrel would
    /// then drop the answer, for which a client that has closed its half of the connection still waits.
    /// </summary>
    public override CancellationToken ConnectionClosed { get; set; }

    public void BeginRequest()
    {
        Interlocked.Increment(ref _requests);
        Volatile.Read(ref _gone)?.TrySetResult();
    }

    public void EndRequest()
    {
        Volatile.Write(ref _lastActive, _limiter.NextMoment());
        Interlocked.Decrement(ref _requests);
    }

    /// <summary>Closes the connection for another one. Its socket is free at once.</summary>
    /// <returns>
    /// Ends when its memory is free too. Where a request is under way, which holds it until its answer, that is not waited for.
    /// </returns>
    public Task GiveUpAsync()
    {
        TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _gone, gone);
        if (_isDisposed || Volatile.Read(ref _requests) > 0)
        {
            gone.TrySetResult();
        }

        Abort(new ConnectionAbortedException("The limit of open connections is reached, and this one is missed the least."));
        return gone.Task;
    }

    public override void Abort(ConnectionAbortedException abortReason) => _connection.Abort(abortReason);

    public override async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _clientDone.DisposeAsync();
        _limiter.Remove(this);
        _isDisposed = true;
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _gone)?.TrySetResult();
        await base.DisposeAsync();
    }
}
