using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>States what each check of a storage account must do by any credential, beside what the conformance suite states.</summary>
/// <param name="server">The server of all tests.</param>
/// <param name="tlsServer">The server of all tests that takes tokens.</param>
/// <param name="type">The type.</param>
/// <param name="name">The setting that names what is asked for.</param>
public abstract class StorageHealthCheckTests(AzuriteServer server, AzuriteTlsServer tlsServer, string type, string name)
{
    [Fact]
    public async Task What_does_not_exist_is_NOT_FOUND()
    {
        await server.StartAsync();

        CheckResult result = await RunAsync(("ConnectionString", server.ConnectionString), (name, "missing"));

        Assert.Equal(
            (HealthReason.NotFound, $"There is no such {name.ToLowerInvariant()}. It answered 404, {name}NotFound."),
            (result.Outcome.Reason, result.Outcome.Description));
    }

    [Fact]
    public async Task A_shared_access_signature_will_do()
    {
        await server.StartAsync();
        using AzuriteClient client = new(server);
        string[] signatures = [client.SignForReading(), $"?{client.SignForReading()}", "sv=2021-12-02&sig=x"];

        HealthReason?[] reasons = await Task.WhenAll(signatures.Select(async signature =>
            (await RunAsync(("ConnectionString", $"{type}Endpoint={UriOf(server)};SharedAccessSignature={signature}"), (name, AzuriteServer.Known))).Outcome.Reason));

        Assert.Equal([null, null, HealthReason.Authentication], reasons);
    }

    [Fact]
    public async Task A_managed_identity_will_do()
    {
        await tlsServer.StartAsync();
        await using IdentityServer identity = new();

        CheckResult result = await RunAsync(
            identity, ("Uri", $"{UriOf(tlsServer)}"), (name, AzuriteServer.Known), ("ClientId", "a2c4e6f8-0000-1111-2222-333344445555"));

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Outcome.Description));
        Assert.StartsWith(
            "GET /msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fstorage.azure.com&client_id=a2c4e6f8-0000-1111-2222-333344445555 HTTP/1.1\r\n",
            Assert.Single(identity.Requests),
            StringComparison.Ordinal);
    }

    /// <summary>Gets the URI of the service.</summary>
    protected abstract Uri UriOf(AzuriteServer server);

    /// <summary>Adds the type to an app.</summary>
    /// <param name="checks">The builder of the app.</param>
    /// <param name="trust">Whom to trust.</param>
    /// <param name="variable">Finds a variable of the environment.</param>
    protected abstract void Add(IHealthChecksBuilder checks, X509ChainPolicy trust, Func<string, string?> variable);

    /// <summary>Runs the check of settings.</summary>
    private protected Task<CheckResult> RunAsync(params IEnumerable<(string Key, string Value)> settings) =>
        FamilyProbe.RunAsync(checks => checks.AddAzureCheckTypes(), type, settings);

    /// <summary>Runs the check of settings, with an identity.</summary>
    private protected Task<CheckResult> RunAsync(IdentityServer identity, params IEnumerable<(string Key, string Value)> settings) => FamilyProbe.RunAsync(
        checks => Add(checks, TestCertificate.Trust(tlsServer.Authority.Certificate), identity.Variable), type, settings);

    /// <summary>Makes a service that gives one answer after the other, on any connections.</summary>
    private protected static ScriptedServer Answering(params string[] answers)
    {
        int next = -1;
        return new ScriptedServer(async connection =>
        {
            while (true)
            {
                await connection.ReadRequestAsync();
                await connection.WriteAsync(answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)]);
            }
        });
    }

    /// <summary>Gets the connection string of a service.</summary>
    private protected string Of(ScriptedServer service) => $"AccountName=shop;AccountKey=c2VjcmV0;{type}Endpoint={service.Url}";
}
