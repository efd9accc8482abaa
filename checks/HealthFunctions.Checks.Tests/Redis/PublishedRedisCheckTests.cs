using System.Text;
using HealthFunctions.Checks.Tests.Faults;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Redis;

/// <summary>Runs a check that others have published, AspNetCore.HealthChecks.Redis, as it is.</summary>
public sealed class PublishedRedisCheckTests(RedisServer server)
{
    private const string Ok = """{"code":"OK","ok":true}""";
    private const string Error = """{"code":"ERROR","error":true}""";

    [Fact]
    public async Task It_is_found_by_its_name_and_its_tags()
    {
        await server.StartAsync();
        await using EngineUnderTest engine = new(checks => checks.AddRedis(
            $"{server.Host}:{server.Port},password={server.Password}", name: "cache", tags: ["backend"]));

        Assert.Equal((200, Ok), await AskAsync(engine, "cache"));
        Assert.Equal((200, Ok), await AskAsync(engine, "backend"));
        Assert.Equal(404, (await AskAsync(engine, "redis")).StatusCode);
    }

    [Fact]
    public async Task Its_failure_tells_no_secret()
    {
        await server.StartAsync();
        string password = Canary.Create();
        await using EngineUnderTest engine = new(checks => checks.AddRedis(
            $"{server.Host}:{server.Port},password={password},connectRetry=1", name: "cache"));

        Assert.Equal((500, Error), await AskAsync(engine, "cache"));
        Assert.All(engine.Log.GetSnapshot(), line => Assert.DoesNotContain(password, $"{line.Message} {line.Exception}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_timeout_ends_the_wait_for_it_though_it_goes_on()
    {
        await using FaultyEndpoint silent = FaultyEndpoint.Silent();
        await using EngineUnderTest engine = new(checks => checks.AddRedis(
            $"{silent.Host}:{silent.Port},connectTimeout=600000", name: "cache", timeout: TimeSpan.FromSeconds(2)));
        Task<CheckResult> run = engine.GetOrStartRunAsync("cache");
        await Eventually.TrueAsync(() => silent.Connections > 0);

        engine.Clock.Move(TimeSpan.FromSeconds(2));

        Assert.Equal(HealthReason.Timeout, (await run).Outcome.Reason);
    }

    private static async Task<(int StatusCode, string Body)> AskAsync(EngineUnderTest engine, string name)
    {
        HealthResponse response = await engine.GetAsync($"/_system/check/{name}");
        return (response.StatusCode, Encoding.UTF8.GetString(response.Body.Span));
    }
}
