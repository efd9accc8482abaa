using Npgsql;

namespace HealthFunctions.Checks.Postgres;

/// <summary>Makes the data source of a check: one connection, kept between runs, that never outlives a run's end.</summary>
internal static class PostgresConnection
{
    /// <summary>Limits how long a cancelled run waits for the server to cancel its query, in milliseconds; then the connection is closed.</summary>
    private const int CancellationTimeout = 500;

    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        NpgsqlConnectionStringBuilder settings = new(connectionString);
        return string.IsNullOrWhiteSpace(settings.Host) ? throw new ArgumentException("The connection string has no Host.", nameof(connectionString)) : settings;
    }

    public static NpgsqlDataSource CreateDataSource(string connectionString)
    {
        NpgsqlConnectionStringBuilder settings = Parse(connectionString);
        settings.ApplicationName ??= "HealthFunctions";
        settings.MaxPoolSize = 1;
        settings.MinPoolSize = 0;
        settings.CancellationTimeout = CancellationTimeout;
        NpgsqlSlimDataSourceBuilder builder = new(settings.ConnectionString);
        builder.EnableTransportSecurity();
        return builder.Build();
    }
}
