using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.MySql;

/// <summary>Defines <c>Type=MySql</c>.</summary>
internal sealed class MySqlCheckType : HealthCheckType<MySqlCheckOptions>
{
    private const string AllowedConnectionString = "a connection string of MySqlConnector, such as Server=db.example.org;Database=shop;User ID=health;Password=…";

    public override string Name => "MySql";

    protected override void Read(SettingsSection settings, MySqlCheckOptions options)
    {
        options.ConnectionString = ConnectionString.Read(settings);
        options.Query = settings.GetString(nameof(options.Query)) ?? options.Query;
        options.Expect = settings.GetString(nameof(options.Expect));
    }

    protected override void Validate(MySqlCheckOptions options, Action<string, string> reject)
    {
        ConnectionString.Validate(options.ConnectionString, AllowedConnectionString, static text => _ = MySqlSession.Parse(text), reject);
        DatabaseQuery.Validate(options.Query, options.Expect, reject);
    }

    protected override IHealthCheck Create(MySqlCheckOptions options, IServiceProvider services) => new MySqlHealthCheck(options);
}
