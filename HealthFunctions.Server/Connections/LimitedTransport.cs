using System.Net;
using Microsoft.AspNetCore.Connections;

namespace HealthFunctions.Server.Connections;

/// <summary>Kestrel's transport, with no more connections than a limiter allows.</summary>
internal sealed class LimitedTransport(IConnectionListenerFactory transport, ConnectionLimiter limiter) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await transport.BindAsync(endpoint, cancellationToken), limiter);

    private sealed class Listener(IConnectionListener listener, ConnectionLimiter limiter) : IConnectionListener
    {
        public EndPoint EndPoint => listener.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await listener.AcceptAsync(cancellationToken) is { } accepted ? await limiter.AddAsync(accepted) : null;

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => listener.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => listener.DisposeAsync();
    }
}
