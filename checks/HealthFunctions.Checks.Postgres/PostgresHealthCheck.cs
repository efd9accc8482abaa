using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace HealthFunctions.Checks.Postgres;

/// <summary>Runs a query on a PostgreSQL server, in a read-only transaction, on a connection that is kept.</summary>
/// <param name="options">Which database to ask and what to expect; valid.</param>
internal sealed class PostgresHealthCheck(PostgresCheckOptions options) : IHealthCheck, IAsyncDisposable
{
    private readonly ExpectedScalar? _expected = options.Expect is { } expect ? ExpectedScalar.Parse(expect) : null;
    private NpgsqlDataSource _source = PostgresConnection.CreateDataSource(options.ConnectionString!);
    private bool _isConnected;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return DatabaseQuery.Judge(await QueryWithRetryAsync(cancellationToken).ConfigureAwait(false), _expected);
        }
        catch (NpgsqlException error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(ReasonOf(error), error.Message, error);
        }
        catch (InvalidOperationException error) when (error is not ObjectDisposedException)
        {
            // To Npgsql, a message that is none of PostgreSQL's is a bug of its own.
            return HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, error.Message, error);
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<object?> QueryWithRetryAsync(CancellationToken cancellationToken)
    {
        bool isKept = _isConnected;
        _isConnected = false;
        try
        {
            return await QueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException error) when (isKept && IsConnectionLost(error))
        {
            // The kept connection broke while nobody used it, as it does where the server was started anew.
            return await QueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<object?> QueryAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            // In one round trip. What fails leaves a transaction, which the pool rolls back.
            NpgsqlBatch batch = new(connection)
            {
                BatchCommands = { new("BEGIN READ ONLY"), new(options.Query), new("ROLLBACK") },
            };
            await using (batch.ConfigureAwait(false))
            {
                object? value = await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
                _isConnected = true;
                return value;
            }
        }
    }

    /// <summary>Opens a connection. What the client goes on with after the run is left behind, and the next run begins anew.</summary>
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        NpgsqlDataSource source = _source;
        Task<NpgsqlConnection> opening = source.OpenConnectionAsync(cancellationToken).AsTask();
        try
        {
            // While it logs in, Npgsql heeds no token but its own Timeout.
            return await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _source = PostgresConnection.CreateDataSource(options.ConnectionString!);
            _ = AbandonAsync(source, opening);
            throw;
        }
    }

    private static async Task AbandonAsync(NpgsqlDataSource source, Task<NpgsqlConnection> opening)
    {
        await using (source.ConfigureAwait(false))
        {
            try
            {
                await (await opening.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
            {
                // Nobody waits for it any more.
            }
        }
    }

    private static bool IsConnectionLost(NpgsqlException error) =>
        error is not PostgresException and { InnerException: IOException } or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown };

    private static HealthReason ReasonOf(NpgsqlException error) => (error as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => HealthReason.Authentication,
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction => HealthReason.Forbidden,
        PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.UndefinedTable => HealthReason.NotFound,
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => HealthReason.Unavailable,
        _ => HealthReasons.Of(error) ?? HealthReason.UnexpectedAnswer,
    };
}
