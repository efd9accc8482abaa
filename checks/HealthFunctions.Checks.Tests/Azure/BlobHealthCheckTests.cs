using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests what is particular to checks of blobs; the conformance suite tests the rest.</summary>
public sealed class BlobHealthCheckTests(AzuriteServer server, AzuriteTlsServer tlsServer)
{
    [Fact]
    public async Task A_container_that_does_not_exist_is_NOT_FOUND()
    {
        await server.StartAsync();

        CheckResult result = await RunAsync(("ConnectionString", server.ConnectionString), ("Container", "missing"));

        Assert.Equal((HealthReason.NotFound, "There is no such container. It answered 404, ContainerNotFound."), (result.Outcome.Reason, result.Outcome.Description));
    }

    [Fact]
    public async Task A_shared_access_signature_will_do()
    {
        await server.StartAsync();
        using AzuriteClient client = new(server);
        string[] signatures = [client.SignForReading(), $"?{client.SignForReading()}", "sv=2021-12-02&sig=x"];

        HealthReason?[] reasons = await Task.WhenAll(signatures.Select(async signature =>
            (await RunAsync(("ConnectionString", $"BlobEndpoint={server.BlobUri};SharedAccessSignature={signature}"), ("Container", AzuriteServer.Known))).Outcome.Reason));

        Assert.Equal([null, null, HealthReason.Authentication], reasons);
    }

    [Fact]
    public async Task A_managed_identity_will_do()
    {
        await tlsServer.StartAsync();
        await using IdentityServer identity = new();

        CheckResult result = await RunAsync(
            identity, ("Uri", $"{tlsServer.BlobUri}"), ("Container", AzuriteServer.Known), ("ClientId", "a2c4e6f8-0000-1111-2222-333344445555"));

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Outcome.Description));
        Assert.StartsWith(
            "GET /msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fstorage.azure.com&client_id=a2c4e6f8-0000-1111-2222-333344445555 HTTP/1.1\r\n",
            Assert.Single(identity.Requests),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_nobody_is_asked_and_that_is_AUTHENTICATION()
    {
        await using IdentityServer identity = new(status: 400);

        CheckResult result = await RunAsync(identity, ("Uri", "https://no-such-account.invalid"), ("Container", AzuriteServer.Known));

        Assert.Equal(
            (HealthReason.Authentication, "No token of the managed identity: its endpoint answered 400."), (result.Outcome.Reason, result.Outcome.Description));
    }

    [Theory]
    [InlineData(401, "InvalidAuthenticationInfo", HealthReason.Authentication)]
    [InlineData(403, "AuthenticationFailed", HealthReason.Authentication)]
    [InlineData(403, "AuthorizationFailure", HealthReason.Forbidden)]
    [InlineData(403, "AuthorizationPermissionMismatch", HealthReason.Forbidden)]
    [InlineData(404, "ContainerNotFound", HealthReason.NotFound)]
    [InlineData(429, "TooManyRequests", HealthReason.Unavailable)]
    [InlineData(503, "ServerBusy", HealthReason.Unavailable)]
    [InlineData(500, "InternalError", HealthReason.UnexpectedStatus)]
    [InlineData(302, "Elsewhere", HealthReason.UnexpectedStatus)]
    public async Task An_answer_is_judged_by_its_status_and_code(int status, string code, HealthReason reason)
    {
        await using ScriptedServer service = Answering($"HTTP/1.1 {status} x\r\nx-ms-request-id: 1\r\nx-ms-error-code: {code}\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");

        CheckResult result = await RunAsync(("ConnectionString", Of(service)), ("Container", AzuriteServer.Known));

        Assert.Equal(reason, result.Outcome.Reason);
        Assert.Contains($"It answered {status}, {code}.", result.Outcome.Description, StringComparison.Ordinal);
        Assert.Equal(1, service.Requests);
    }

    [Fact]
    public async Task An_answer_of_another_server_is_UNEXPECTED_ANSWER()
    {
        await using ScriptedServer service = Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        CheckResult result = await RunAsync(("ConnectionString", Of(service)), ("Container", AzuriteServer.Known));

        Assert.Equal(
            (HealthReason.UnexpectedAnswer, "The answer is not that of an Azure service."), (result.Outcome.Reason, result.Outcome.Description));
    }

    [Fact]
    public async Task A_run_is_one_HEAD_request_and_all_runs_use_one_connection()
    {
        await using ScriptedServer service = new(async connection =>
        {
            while (true)
            {
                await connection.ReadRequestAsync();
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nx-ms-request-id: 1\r\nContent-Length: 0\r\n\r\n");
            }
        });
        await using EngineUnderTest engine = new(checks => checks.AddBlob(EngineUnderTest.Db, options => (options.ConnectionString, options.Container) = (Of(service), "uploads")));

        for (int run = 0; run < 3; run++)
        {
            engine.Clock.Move(TimeSpan.FromSeconds(1));
            Assert.Equal(HealthStatus.Healthy, (await engine.GetOrStartRunAsync()).Status);
        }

        ScriptedConnection connection = Assert.Single(service.Connections);
        Assert.Equal(3, connection.Requests.Count);
        Assert.All(connection.Requests, request => Assert.StartsWith("HEAD /uploads?restype=container HTTP/1.1\r\n", request, StringComparison.Ordinal));
    }

    private static ScriptedServer Answering(string answer) => new(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync(answer);
    });

    private static string Of(ScriptedServer service) => $"AccountName=shop;AccountKey=c2VjcmV0;BlobEndpoint={service.Url}";

    private static Task<CheckResult> RunAsync(params (string Key, string Value)[] settings) =>
        FamilyProbe.RunAsync(checks => checks.AddAzureCheckTypes(), "Blob", settings);

    private Task<CheckResult> RunAsync(IdentityServer identity, params (string Key, string Value)[] settings) => FamilyProbe.RunAsync(
        checks => checks.AddCheckType(new BlobCheckType { Trust = TestCertificate.Trust(tlsServer.Authority.Certificate), Variable = identity.Variable }),
        "Blob",
        settings);
}
