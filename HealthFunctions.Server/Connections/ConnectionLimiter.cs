using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Server.Connections;

/// <summary>
/// Bounds how many connections are open. A new one is always taken, so that a flood shuts out no probe: at the limit, another
/// is closed for it. That is one whose client has sent its last, else the one that has been idle the longest, else the one
/// whose request is the oldest.
/// </summary>
/// <param name="limit">The most connections that are open at once.</param>
/// <param name="logger">The log.</param>
internal sealed class ConnectionLimiter(int limit, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly HashSet<TrackedConnection> _open = [];
    private long _moment;
    private long _given;
    private bool _isReached;

    /// <summary>Takes a new connection, once there is room for it.</summary>
    public async ValueTask<TrackedConnection> AddAsync(ConnectionContext accepted)
    {
        TrackedConnection added = new(accepted, this);
        TrackedConnection? least = null;
        bool first = false;
        lock (_lock)
        {
            if (_open.Count >= limit)
            {
                least = _open.MinBy(connection => connection.Value)!;
                _open.Remove(least);
                _given++;
                first = !_isReached;
                _isReached = true;
            }

            _open.Add(added);
        }

        if (first)
        {
            logger.ConnectionLimitReached(limit);
        }

        if (least is not null)
        {
            // Else a flood would be taken faster than those before it are cleared away.
            await least.GiveUpAsync();
        }

        return added;
    }

    public void Remove(TrackedConnection closed)
    {
        long given;
        lock (_lock)
        {
            _open.Remove(closed);
            // Not at the first free place: one that goes and comes would make a line each time.
            if (!_isReached || _open.Count > limit / 2)
            {
                return;
            }

            _isReached = false;
            (given, _given) = (_given, 0);
        }

        logger.ConnectionsBelowLimit(limit, given);
    }

    /// <summary>Returns a number that is higher than all before: what happened when, without a clock.</summary>
    public long NextMoment() => Interlocked.Increment(ref _moment);
}
