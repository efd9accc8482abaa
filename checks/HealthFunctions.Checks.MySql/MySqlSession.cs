using System.Data;
using System.Net.Sockets;
using MySqlConnector;

namespace HealthFunctions.Checks.MySql;

/// <summary>Represents a connection that asks one query, in a read-only transaction.</summary>
internal sealed class MySqlSession : DatabaseSession
{
    /// <summary>A statement that ends the transaction by itself, as CREATE does, begins another, which MariaDB lets write without this.</summary>
    private const string ReadOnlySession = "SET SESSION TRANSACTION READ ONLY";

    private readonly SocketErrorLog _log = new();
    private readonly MySqlConnection _connection;
    private readonly MySqlBatch _batch;

    /// <param name="connectionString">The connection string; valid.</param>
    /// <param name="query">The query.</param>
    /// <param name="limit">
    /// The limit of a run, in seconds. The client reads without a token: the limit closes the socket of a run that has ended long since.
    /// </param>
    public MySqlSession(string connectionString, string query, int limit)
    {
        MySqlConnectionStringBuilder settings = Parse(connectionString);
        settings.ApplicationName = settings.ApplicationName is { Length: > 0 } name ? name : "HealthFunctions";
        settings.Pooling = false;
        settings.AutoEnlist = false;
        settings.ForceSynchronous = false;
        settings.PersistSecurityInfo = false;
        // A query of ours has no parameters: @ begins a variable.
        settings.AllowUserVariables = true;
        settings.ConnectionTimeout = (uint)limit + 1;
        settings.DefaultCommandTimeout = (uint)limit;
        settings.CancellationTimeout = 1;
        // A source without a pool: it holds nothing but settings.
        _connection = new MySqlDataSourceBuilder(settings.ConnectionString).UseLoggerFactory(_log).Build().CreateConnection();
        // In one round trip. What fails ends with its connection.
        _batch = new MySqlBatch(_connection) { Timeout = limit };
        foreach (string command in (string[])[ReadOnlySession, "START TRANSACTION READ ONLY", query, "ROLLBACK"])
        {
            _batch.BatchCommands.Add(new MySqlBatchCommand(command));
        }
    }

    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public static MySqlConnectionStringBuilder Parse(string connectionString)
    {
        MySqlConnectionStringBuilder settings = new(connectionString);
        return string.IsNullOrWhiteSpace(settings.Server) ? throw new ArgumentException("The connection string has no Server.", nameof(connectionString)) : settings;
    }

    public override async Task<object?> QueryAsync(CancellationToken cancellationToken)
    {
        if (_connection.State != ConnectionState.Open)
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        // Without the token, by which the client would block whoever cancels it: it asks the server on another connection.
        return await _batch.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public override void Cancel() => _batch.Cancel();

    public override bool IsConnectionLost(Exception error) => error is IOException or MySqlException
    {
        InnerException: IOException or SocketException,
    }
    or MySqlException
    {
        ErrorCode: MySqlErrorCode.ClientInteractionTimeout or MySqlErrorCode.ServerShutdown or MySqlErrorCode.NormalShutdown,
    };

    public override async ValueTask DisposeAsync()
    {
        await _batch.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _log.Dispose();
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlException error) when (error.InnerException is null && _log.Newest is { } cause)
        {
            throw new IOException($"{error.Message} {cause.Message}", cause);
        }
    }
}
