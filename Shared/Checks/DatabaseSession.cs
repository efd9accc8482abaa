namespace HealthFunctions.Checks;

/// <summary>Represents one connection to a database, on which a query runs again and again.</summary>
internal abstract class DatabaseSession : IAsyncDisposable
{
    /// <summary>Runs the query, on a connection that it opens first if there is none yet.</summary>
    /// <param name="cancellationToken">Ends what the client can end by a token. All else ends by the client's own limits.</param>
    /// <returns>The first column of the first row.</returns>
    public abstract Task<object?> QueryAsync(CancellationToken cancellationToken);

    /// <summary>Asks the server to end the query that runs. It may block, and fail.</summary>
    public abstract void Cancel();

    /// <summary>Tells whether an error means no more than that the connection is gone.</summary>
    public abstract bool IsConnectionLost(Exception error);

    /// <summary>Closes the connection.</summary>
    public abstract ValueTask DisposeAsync();
}
