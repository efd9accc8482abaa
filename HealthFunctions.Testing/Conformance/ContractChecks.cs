using HealthFunctions.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Testing.Conformance;

/// <summary>Defines the checks that the requests of <see cref="Contract"/> name.</summary>
internal static class ContractChecks
{
    private const string Secret = "Server=db;Password=hunter2";

    /// <summary>Returns the settings of the checks that need no code.</summary>
    public static IEnumerable<(string Key, string? Value)> Settings(ResourceServer server) =>
    [
        .. Check(server, "good", "/200", "fine", "some"),
        .. Check(server, "shaky", "/500", "impaired", "some"),
        ("HealthChecks__shaky__FailuresBeforeError", "1000"),
        .. Check(server, "bad", "/503"),
        .. Check(server, "late", "/never"),
        ("HealthChecks__late__Timeout", "00:00:00.2"),
        .. Check(server, "measured", "/200"),
        ("HealthChecks__measured__MaxAge", "00:00:00"),
        .. Check(server, "aged", "/200"),
        ("HealthChecks__aged__MaxAge", "1.00:00:00"),
    ];

    /// <summary>Registers a check for each verdict, returned and thrown, with a secret that must not leak.</summary>
    public static void Register(IHealthChecksBuilder checks)
    {
        Dictionary<string, object> data = new() { ["connection"] = Secret };
        InvalidOperationException exception = new(Secret);
        Returns(HealthCheckResult.Healthy(Secret, data));
        Returns(HealthCheckResult.Degraded(Secret, exception, data));
        Returns(HealthCheckResult.Unhealthy(Secret, exception, data));
        Throws("ThrowsOk", new HealthCheckOkException());
        Throws("ThrowsWarning", new HealthCheckWarningException());
        Throws("ThrowsError", new HealthCheckErrorException());
        Throws("ThrowsOther", exception);
        Throws("ThrowsProperties", new HealthCheckWarningException { AdditionalProperties = { ["queue"] = 7, ["code"] = "MINE", ["ok"] = true } });
        checks.AddCheck<UnbuildableCheck>("Unbuildable");

        void Returns(HealthCheckResult result) => checks.AddCheck($"Returns{result.Status}", DelegateCheck.Returning(result));

        void Throws(string name, Exception thrown) => checks.AddCheck(name, DelegateCheck.Throwing(thrown));
    }

    private static IEnumerable<(string Key, string? Value)> Check(ResourceServer server, string name, string path, params string[] tags) =>
    [
        ($"HealthChecks__{name}__Type", "Http"),
        ($"HealthChecks__{name}__Url", server.Url + path),
        .. tags.Select((tag, i) => ($"HealthChecks__{name}__Tags__{i}", (string?)tag)),
    ];

    private sealed class UnbuildableCheck : IHealthCheck
    {
        public UnbuildableCheck() => throw new InvalidOperationException(Secret);

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(HealthCheckResult.Healthy());
    }
}
