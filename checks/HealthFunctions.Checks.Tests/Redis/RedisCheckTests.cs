using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Faults;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Redis;

public sealed class RedisCheckTests(RedisServer server)
{
    private const string Allowed =
        "allowed: a connection string of StackExchange.Redis without serviceName, such as cache.example.org:6380,password=…,ssl=true.";

    private string ConnectionString => $"{server.Host}:{server.Port},password={server.Password}";

    [Fact]
    public async Task A_user_who_may_only_PING_is_enough()
    {
        await server.StartAsync();

        CheckResult result = await RunAsync($"{ConnectionString},user={server.PingUser}");

        Assert.Equal(HealthStatus.Healthy, result.Status);
    }

    [Fact]
    public async Task A_user_who_may_not_PING_is_FORBIDDEN()
    {
        await server.StartAsync();

        CheckResult result = await RunAsync($"{ConnectionString},user={server.PowerlessUser}");

        Assert.Equal(HealthReason.Forbidden, result.Outcome.Reason);
    }

    [Fact]
    public async Task No_password_where_the_server_has_one_is_AUTHENTICATION()
    {
        await server.StartAsync();

        CheckResult result = await RunAsync($"{server.Host}:{server.Port}");

        Assert.Equal(HealthReason.Authentication, result.Outcome.Reason);
    }

    [Fact]
    public async Task Each_server_of_the_connection_string_must_answer()
    {
        await server.StartAsync();
        await using FaultyEndpoint refused = FaultyEndpoint.Refused();

        CheckResult both = await RunAsync($"localhost:{server.Port},{ConnectionString}");
        CheckResult one = await RunAsync($"{refused.Host}:{refused.Port},{ConnectionString}");

        Assert.Equal((HealthStatus.Healthy, HealthReason.Refused), (both.Status, one.Outcome.Reason));
    }

    [Fact]
    public async Task It_can_be_added_in_code()
    {
        await server.StartAsync();

        CheckResult result = await FamilyProbe.RunAsync((checks, name) => checks.AddRedis(name, options => options.ConnectionString = ConnectionString));

        Assert.Equal(HealthStatus.Healthy, result.Status);
    }

    [Theory]
    [InlineData("", $"ConnectionString is missing; {Allowed}")]
    [InlineData("password=canary", $"ConnectionString is not a connection string; {Allowed}")]
    [InlineData("cache,canary=1", $"ConnectionString is not a connection string; {Allowed}")]
    [InlineData("cache,ssl=canary", $"ConnectionString is not a connection string; {Allowed}")]
    [InlineData("redis://canary@cache", $"ConnectionString is not a connection string; {Allowed}")]
    [InlineData("cache,serviceName=canary", $"ConnectionString is not a connection string; {Allowed}")]
    public void Wrong_options_are_told_the_same_from_settings_and_from_code(string connectionString, string error)
    {
        Assert.Equal([error], FamilyProbe.Errors(checks => checks.AddRedisCheckTypes(), "Redis", [("ConnectionString", connectionString)]));
        Assert.Equal([error], FamilyProbe.Errors((checks, name) => checks.AddRedis(name, options => options.ConnectionString = connectionString)));
    }

    private static Task<CheckResult> RunAsync(string connectionString) =>
        FamilyProbe.RunAsync(checks => checks.AddRedisCheckTypes(), "Redis", [("ConnectionString", connectionString)]);
}
