using HealthFunctions.Settings;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.SqlServer;

/// <summary>Defines <c>Type=SqlServer</c>.</summary>
internal sealed class SqlServerCheckType : HealthCheckType<SqlServerCheckOptions>
{
    private const string AllowedConnectionString = "a connection string of Microsoft.Data.SqlClient, such as Server=db.example.org;Database=shop;User ID=health;Password=…";

    public override string Name => "SqlServer";

    protected override void Read(SettingsSection settings, SqlServerCheckOptions options)
    {
        options.ConnectionString = ConnectionString.Read(settings);
        options.Query = settings.GetString(nameof(options.Query)) ?? options.Query;
        options.Expect = settings.GetString(nameof(options.Expect));
    }

    protected override void Validate(SqlServerCheckOptions options, Action<string, string> reject)
    {
        SqlConnectionStringBuilder? settings = null;
        ConnectionString.Validate(options.ConnectionString, AllowedConnectionString, text => settings = SqlServerSession.Parse(text), reject);
        if (settings is { Authentication: var method } && !CanAuthenticate(method))
        {
            reject(
                ConnectionString.Key,
                $"with Authentication={method}, for which this app has no provider; allowed: a user and a password, or a provider of Microsoft.Data.SqlClient.Extensions.Azure");
        }

        DatabaseQuery.Validate(options.Query, options.Expect, reject);
    }

    protected override IHealthCheck Create(SqlServerCheckOptions options, IServiceProvider services) => new SqlServerHealthCheck(options);

    private static bool CanAuthenticate(SqlAuthenticationMethod method) =>
        method is SqlAuthenticationMethod.NotSpecified or SqlAuthenticationMethod.SqlPassword || SqlAuthenticationProvider.GetProvider(method) is not null;
}
