using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>Keeps the session of a check between its runs, for clients that have no end by a token: a run ends by it all the same.</summary>
/// <param name="create">Makes a session, which is given the limit of a run in seconds.</param>
internal sealed class KeptSession(Func<int, DatabaseSession> create) : IAsyncDisposable
{
    private DatabaseSession? _kept;
    private bool _isDisposed;

    /// <summary>Runs the query of the session, on the connection that is kept if there is one.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled. What the client still does ends by its own limits.</exception>
    public async Task<object?> QueryAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _kept, null) is { } kept)
        {
            try
            {
                return await QueryAsync(kept, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && kept.IsConnectionLost(error))
            {
                // It broke while nobody used it, as it does where the server was started anew.
            }
        }

        return await QueryAsync(create(RunLimit.SecondsOf(context)), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isDisposed, true);
        if (Interlocked.Exchange(ref _kept, null) is { } kept)
        {
            await kept.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<object?> QueryAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        Task<object?> query = session.QueryAsync(cancellationToken);
        try
        {
            object? value = await query.WaitAsync(cancellationToken).ConfigureAwait(false);
            await KeepAsync(session).ConfigureAwait(false);
            return value;
        }
        catch (OperationCanceledException) when (!query.IsCompleted)
        {
            _ = LeaveAsync(session, query);
            throw;
        }
        catch
        {
            // Nobody knows the state of its connection.
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask KeepAsync(DatabaseSession session)
    {
        DatabaseSession? other = Interlocked.Exchange(ref _kept, session);
        if (Volatile.Read(ref _isDisposed))
        {
            other = Interlocked.Exchange(ref _kept, null);
        }

        if (other is not null)
        {
            await other.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends what goes on after the end of a run: the server is asked to, and the limits of the client do.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The run has its verdict: what comes after it is of no interest.")]
    private static async Task LeaveAsync(DatabaseSession session, Task query)
    {
        try
        {
            await Task.Run(session.Cancel).ConfigureAwait(false);
        }
        catch (Exception)
        {
        }

        await query.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
        }
    }
}
