using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Dns;

/// <summary>Runs DNS checks as an app with settings does.</summary>
internal static class DnsProbe
{
    private const string Name = "site";

    /// <summary>Runs a check once.</summary>
    public static async Task<HealthReportEntry> ReportAsync(params IEnumerable<(string Key, string Value)> settings)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSettings(Keys(settings)).AddHealthFunctions().AddDnsCheckTypes();
        await using ServiceProvider provider = services.BuildServiceProvider();
        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries[Name];
    }

    /// <summary>Finds what is wrong with the settings of a check.</summary>
    public static IReadOnlyList<string> Errors(params IEnumerable<(string Key, string Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(checks => checks.AddDnsCheckTypes(), Keys(settings))).Errors;

    private static IEnumerable<(string Key, string? Value)> Keys(IEnumerable<(string Key, string Value)> settings) =>
        settings.Prepend((Key: "Type", Value: "Dns")).Select(setting => ($"HealthChecks__{Name}__{setting.Key}", (string?)setting.Value));
}
