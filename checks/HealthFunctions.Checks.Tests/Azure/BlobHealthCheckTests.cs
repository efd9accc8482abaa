using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests what is particular to checks of blobs, and the judgement of answers, which all checks of storage accounts share.</summary>
public sealed class BlobHealthCheckTests(AzuriteServer server, AzuriteTlsServer tlsServer) : StorageHealthCheckTests(server, tlsServer, "Blob", "Container")
{
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
        await using ScriptedServer service = Answering("HTTP/1.1 200 OK\r\nx-ms-request-id: 1\r\nContent-Length: 0\r\n\r\n");
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

    protected override Uri UriOf(AzuriteServer server) => server.BlobUri;

    protected override void Add(IHealthChecksBuilder checks, X509ChainPolicy trust, Func<string, string?> variable) =>
        checks.AddCheckType(new BlobCheckType { Trust = trust, Variable = variable });
}
