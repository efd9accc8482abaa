using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Redis;

/// <summary>Defines <c>Type=Redis</c>.</summary>
internal sealed class RedisCheckType : HealthCheckType<RedisCheckOptions>
{
    private const string AllowedConnectionString =
        "a connection string of StackExchange.Redis without serviceName, such as cache.example.org:6380,password=…,ssl=true";

    public override string Name => "Redis";

    /// <summary>Gets whom to trust in the system's place; null for the system's own policy.</summary>
    public X509ChainPolicy? Trust { get; init; }

    protected override void Read(SettingsSection settings, RedisCheckOptions options) => options.ConnectionString = ConnectionString.Read(settings);

    protected override void Validate(RedisCheckOptions options, Action<string, string> reject) =>
        ConnectionString.Validate(options.ConnectionString, AllowedConnectionString, static text => _ = RedisClientSettings.Parse(text), reject);

    protected override IHealthCheck Create(RedisCheckOptions options, IServiceProvider services) => new RedisHealthCheck(options, services.GetClock(), Trust);
}
