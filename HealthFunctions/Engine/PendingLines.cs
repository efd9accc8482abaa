namespace HealthFunctions.Engine;

/// <summary>Counts the log lines that are due but not written yet: callers do not wait for them, a stop does.</summary>
internal sealed class PendingLines
{
    private readonly Lock _lock = new();
    private int _count;
    private TaskCompletionSource? _written;

    /// <summary>Adds a line, before the callers have the answer that it tells of.</summary>
    public void Add()
    {
        lock (_lock)
        {
            _count++;
        }
    }

    /// <summary>Removes a line that was written.</summary>
    public void Remove()
    {
        lock (_lock)
        {
            if (--_count == 0)
            {
                _written?.TrySetResult();
                _written = null;
            }
        }
    }

    /// <summary>Waits until every line is written.</summary>
    public Task WhenWrittenAsync()
    {
        lock (_lock)
        {
            return _count == 0
                ? Task.CompletedTask
                : (_written ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
