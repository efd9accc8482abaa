using System.Data;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Data.SqlClient;

namespace HealthFunctions.Checks.SqlServer;

/// <summary>Represents a connection that asks one query.</summary>
internal sealed class SqlServerSession : DatabaseSession
{
    private const string ApplicationName = "Application Name";

    private readonly Openings _openings;
    private readonly DnsEndPoint? _server;
    private readonly SqlConnection _connection;
    private readonly SqlCommand _command;

    /// <param name="connectionString">The connection string; valid.</param>
    /// <param name="query">The query.</param>
    /// <param name="limit">The limit of a run, in seconds: the client ends soon after it what no token ends.</param>
    /// <param name="openings">Opens connections.</param>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The query is a setting of the app.")]
    public SqlServerSession(string connectionString, string query, int limit, Openings openings)
    {
        SqlConnectionStringBuilder settings = Parse(connectionString);
        if (!settings.ShouldSerialize(ApplicationName))
        {
            settings.ApplicationName = "HealthFunctions";
        }

        // A pool is static, outlives the check, and fails for seconds after one failure. Retries would wait for longer than the run.
        settings.Pooling = false;
        settings.ConnectRetryCount = 0;
        settings.Enlist = false;
        settings.PersistSecurityInfo = false;
        settings.ConnectTimeout = limit + 1;
        _openings = openings;
        _server = DataSource.Read(settings);
        _connection = new SqlConnection(settings.ConnectionString);
        _command = new SqlCommand(query, _connection) { CommandTimeout = limit };
    }

    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public static SqlConnectionStringBuilder Parse(string connectionString)
    {
        SqlConnectionStringBuilder settings = new(connectionString);
        return string.IsNullOrWhiteSpace(settings.DataSource) ? throw new ArgumentException("The connection string has no Server.", nameof(connectionString)) : settings;
    }

    public override async Task<object?> QueryAsync(CancellationToken cancellationToken)
    {
        if (_connection.State != ConnectionState.Open)
        {
            await _openings.OpenAsync(_server, _connection.Open, cancellationToken).ConfigureAwait(false);
        }

        // Without the token: the client waits for the server's answer to the cancellation, whoever cancels waits for the client.
        return await _command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public override void Cancel() => _command.Cancel();

    public override bool IsConnectionLost(Exception error) => SqlServerReasons.IsConnectionLost(error);

    public override async ValueTask DisposeAsync()
    {
        await _command.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
