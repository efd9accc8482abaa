using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks;
using HealthFunctions.Checks.Http;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Runs HTTP checks as an app with settings does.</summary>
internal sealed class HttpProbe : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="url">The resource.</param>
    /// <param name="settings">The other settings of the check.</param>
    public HttpProbe(string url, params IEnumerable<(string Key, string Value)> settings)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSettings([.. Settings(url, settings), ("HealthChecks__site__MaxAge", "00:00:00")]).AddHealthFunctions();
        _services = services.BuildServiceProvider();
    }

    /// <summary>Runs a check once.</summary>
    public static async Task<HealthReportEntry> ReportAsync(string url, params IEnumerable<(string Key, string Value)> settings)
    {
        await using HttpProbe probe = new(url, settings);
        return await probe.ReportAsync();
    }

    /// <summary>Makes a check that has a connector of its own, or trusts the certificate of a test.</summary>
    public static HttpHealthCheck Check(
        string url, X509ChainPolicy? trust = null, HappyEyeballs? connector = null, params IEnumerable<(string Key, string Value)> settings)
    {
        SettingsErrors errors = new();
        SettingsSection section = new(Configured.With(Settings(url, settings)).GetSection("HealthChecks:site"), errors);
        HttpCheckOptions options = new HttpCheckType().ReadOptions(section);
        errors.ThrowIfAny();
        return new HttpHealthCheck(options, TimeProvider.System, connector, trust);
    }

    /// <summary>Runs the check.</summary>
    public async Task<HealthReportEntry> ReportAsync()
    {
        HealthReport report = await _services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries["site"];
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static IEnumerable<(string Key, string? Value)> Settings(string url, IEnumerable<(string Key, string Value)> settings) =>
    [
        ("HealthChecks__site__Type", "Http"),
        ("HealthChecks__site__Url", url),
        .. settings.Select(setting => ($"HealthChecks__site__{setting.Key}", (string?)setting.Value)),
    ];
}
