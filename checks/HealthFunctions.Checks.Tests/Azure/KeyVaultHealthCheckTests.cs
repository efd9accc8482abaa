using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests what is particular to checks of key vaults; the conformance suite tests the rest.</summary>
public sealed class KeyVaultHealthCheckTests(KeyVaultServer server) : IAsyncDisposable
{
    private readonly IdentityServer _identity = new(header: server.Password);

    public ValueTask DisposeAsync() => _identity.DisposeAsync();

    [Fact]
    public async Task A_run_asks_for_the_secret_once_by_a_managed_identity()
    {
        await using KeyVaultServer own = new();
        await using IdentityServer identity = new(header: own.Password);
        await own.StartAsync();

        CheckResult result = await FamilyProbe.RunAsync(
            checks => Add(checks, own, identity),
            "KeyVault",
            ("Uri", $"{own.Uri}"), ("SecretName", KeyVaultServer.Known), ("ClientId", "a2c4e6f8-0000-1111-2222-333344445555"));

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Outcome.Description));
        Assert.Equal(["GET /secrets/db-password?api-version=7.4"], own.Requests);
        Assert.StartsWith(
            "GET /msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fvault.azure.net&client_id=a2c4e6f8-0000-1111-2222-333344445555 HTTP/1.1\r\n",
            Assert.Single(identity.Requests),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_value_of_the_secret_is_nowhere_to_be_found()
    {
        await server.StartAsync();
        server.Add("ends", EndingIn(TimeSpan.FromDays(3)));
        await using ConformanceProbe probe = new(
            checks => Add(checks, server, _identity), "KeyVault", [("Uri", $"{server.Uri}"), ("SecretName", "ends"), ("ExpiryWarning", "1d")]);

        await probe.RunAsync(null);
        CheckResult result = await RunAsync("ends");

        probe.AssertTellsNothing(server.Value, server.Password);
        Assert.Equal(["secretDaysLeft"], result.Outcome.Data!.Keys);
    }

    [Theory]
    [InlineData(-1, HealthStatus.Unhealthy, "The secret ended at 2026-01-01 03:04:05Z.")]
    [InlineData(0, HealthStatus.Unhealthy, "The secret ended at 2026-01-02 03:04:05Z.")]
    [InlineData(13, HealthStatus.Degraded, "The secret ends at 2026-01-15 03:04:05Z.")]
    [InlineData(14, HealthStatus.Healthy, null)]
    public async Task The_end_of_the_secret_is_held_to_the_clock(int days, HealthStatus status, string? description)
    {
        await server.StartAsync();
        server.Add($"ends-{days}", EndingIn(TimeSpan.FromDays(days)));

        CheckResult result = await RunAsync($"ends-{days}", ("ExpiryWarning", "14d"));

        Assert.Equal((status, description), (result.Status, result.Outcome.Description));
        Assert.Equal(status == HealthStatus.Healthy ? null : HealthReason.Threshold, result.Outcome.Reason);
        Assert.Equal(new ObservedValue(days, "d"), result.Outcome.Data!["secretDaysLeft"]);
    }

    [Theory]
    [InlineData(401, "Unauthorized", null, HealthReason.Authentication, "The service did not accept the credentials. It answered 401, Unauthorized.")]
    [InlineData(403, "Forbidden", "ForbiddenByRbac", HealthReason.Forbidden, "The credentials do not permit to read the secret, or the network of the app is not allowed. It answered 403, ForbiddenByRbac.")]
    [InlineData(403, "Forbidden", null, HealthReason.Forbidden, "The credentials do not permit to read the secret, or the network of the app is not allowed. It answered 403, Forbidden.")]
    [InlineData(403, "Forbidden", "SecretDisabled", HealthReason.Forbidden, "The secret is disabled. It answered 403, SecretDisabled.")]
    [InlineData(429, "Throttled", null, HealthReason.Unavailable, "The service is busy or unavailable. It answered 429, Throttled.")]
    [InlineData(500, "canary: no code", null, HealthReason.UnexpectedStatus, "It answered 500.")]
    public async Task An_answer_is_judged_by_its_status_and_code(int status, string code, string? innerCode, HealthReason reason, string description)
    {
        await server.StartAsync();
        string name = $"answers-{status}-{innerCode ?? "plain"}";
        string inner = innerCode is null ? string.Empty : $$""","innererror":{"code":"{{innerCode}}"} """;
        server.Add(name, status, $$"""{"error":{"code":"{{code}}","message":"canary: appid=1, oid=2"{{inner}}} }""");

        CheckResult result = await RunAsync(name);

        Assert.Equal((reason, description), (result.Outcome.Reason, result.Outcome.Description));
    }

    [Fact]
    public async Task A_secret_that_does_not_exist_is_NOT_FOUND()
    {
        await server.StartAsync();

        CheckResult result = await RunAsync("missing");

        Assert.Equal((HealthReason.NotFound, "There is no such secret. It answered 404, SecretNotFound."), (result.Outcome.Reason, result.Outcome.Description));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"value":"canary"}""")]
    [InlineData("""{"attributes":null,"enabled":true}""")]
    [InlineData("""{"attributes":{"enabled":"yes"}}""")]
    [InlineData("""{"attributes":{"exp":1.5}}""")]
    [InlineData("""{"attributes":{"exp":999999999999999}}""")]
    [InlineData("""{"value":"canary","attributes":{"enabled":true""")]
    public async Task An_answer_without_attributes_of_a_secret_is_UNEXPECTED_ANSWER(string body)
    {
        await server.StartAsync();
        string name = $"odd-{Guid.NewGuid():N}";
        server.Add(name, 200, body);

        CheckResult result = await RunAsync(name);

        Assert.Equal((HealthReason.UnexpectedAnswer, "The answer tells nothing of a secret."), (result.Outcome.Reason, result.Outcome.Description));
    }

    [Theory]
    [InlineData("""{"attributes":{"enabled":false},"value":null}""", HealthReason.Forbidden)]
    [InlineData("""{"attributes":{"exp":null},"value":null}""", null)]
    [InlineData("""{"attributes":{}}""", null)]
    public async Task The_attributes_of_an_emulator_are_read_too(string body, HealthReason? reason)
    {
        await server.StartAsync();
        string name = $"emulated-{Guid.NewGuid():N}";
        server.Add(name, 200, body);

        Assert.Equal(reason, (await RunAsync(name)).Outcome.Reason);
    }

    // The clock of the engine stands where it begins.
    private static string EndingIn(TimeSpan left) => $",\"exp\":{(new CountingClock().GetUtcNow() + left).ToUnixTimeSeconds()}";

    private static void Add(IHealthChecksBuilder checks, KeyVaultServer server, IdentityServer identity) =>
        checks.AddCheckType(new KeyVaultCheckType { Trust = TestCertificate.Trust(server.Authority.Certificate), Variable = identity.Variable });

    private Task<CheckResult> RunAsync(string secret, params (string Key, string Value)[] settings) =>
        FamilyProbe.RunAsync(checks => Add(checks, server, _identity), "KeyVault", [("Uri", $"{server.Uri}"), ("SecretName", secret), .. settings]);
}
