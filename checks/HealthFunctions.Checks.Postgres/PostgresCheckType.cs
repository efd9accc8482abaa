using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Postgres;

/// <summary>Defines <c>Type=Postgres</c>.</summary>
internal sealed class PostgresCheckType : HealthCheckType<PostgresCheckOptions>
{
    private const string AllowedConnectionString = "a connection string of Npgsql, such as Host=db.example.org;Database=shop;Username=health;Password=…";

    public override string Name => "Postgres";

    protected override void Read(SettingsSection settings, PostgresCheckOptions options)
    {
        options.ConnectionString = ConnectionString.Read(settings);
        options.Query = settings.GetString(nameof(options.Query)) ?? options.Query;
        options.Expect = settings.GetString(nameof(options.Expect));
    }

    protected override void Validate(PostgresCheckOptions options, Action<string, string> reject)
    {
        ConnectionString.Validate(options.ConnectionString, AllowedConnectionString, static text => _ = PostgresConnection.Parse(text), reject);
        DatabaseQuery.Validate(options.Query, options.Expect, reject);
    }

    protected override IHealthCheck Create(PostgresCheckOptions options, IServiceProvider services) => new PostgresHealthCheck(options);
}
