using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks;
using HealthFunctions.Checks.Http;
using HealthFunctions.Checks.Http.Identity;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Runs HTTP checks as an app with settings does.</summary>
internal sealed class HttpProbe : IAsyncDisposable
{
    private readonly CheckProbe _probe;

    /// <param name="url">The resource.</param>
    /// <param name="settings">The other settings of the check.</param>
    public HttpProbe(string url, params IEnumerable<(string Key, string Value)> settings) => _probe = new CheckProbe("Http", [("Url", url), .. settings]);

    /// <summary>Runs a check once.</summary>
    public static async Task<HealthReportEntry> ReportAsync(string url, params IEnumerable<(string Key, string Value)> settings)
    {
        await using HttpProbe probe = new(url, settings);
        return await probe.ReportAsync();
    }

    /// <summary>Makes a check that has a connector, a clock or an identity of its own, or trusts the certificate of a test.</summary>
    public static HttpHealthCheck Check(
        string url,
        X509ChainPolicy? trust = null,
        HappyEyeballs? connector = null,
        TimeProvider? time = null,
        IdentityEndpoint? identity = null,
        params IEnumerable<(string Key, string Value)> settings)
    {
        HttpCheckOptions options = CheckProbe.Read(new HttpCheckType(), [("Url", url), .. settings]);
        return new HttpHealthCheck(options, time ?? TimeProvider.System, connector, trust, identity);
    }

    /// <summary>Runs a check once.</summary>
    public static Task<HealthCheckResult> RunAsync(HttpHealthCheck check) =>
        check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

    /// <summary>Runs the check.</summary>
    public Task<HealthReportEntry> ReportAsync() => _probe.ReportAsync();

    public ValueTask DisposeAsync() => _probe.DisposeAsync();
}
