using HealthFunctions.Checks;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks;

/// <summary>Runs checks of one type as an app with settings does.</summary>
internal sealed class CheckProbe : IAsyncDisposable
{
    private const string Name = "site";
    private readonly ServiceProvider _services;

    /// <param name="type">The type of the check.</param>
    /// <param name="settings">Its settings.</param>
    public CheckProbe(string type, params IEnumerable<(string Key, string Value)> settings)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSettings(Keys([("Type", type), ("MaxAge", "0s"), .. settings])).AddHealthFunctions();
        _services = services.BuildServiceProvider();
    }

    /// <summary>Runs a check once.</summary>
    public static async Task<HealthReportEntry> ReportAsync(string type, params IEnumerable<(string Key, string Value)> settings)
    {
        await using CheckProbe probe = new(type, settings);
        return await probe.ReportAsync();
    }

    /// <summary>Reads options from settings, which are right.</summary>
    public static TOptions Read<TOptions>(HealthCheckType<TOptions> type, params IEnumerable<(string Key, string Value)> settings)
        where TOptions : class, new()
    {
        SettingsErrors errors = new();
        TOptions options = type.ReadOptions(new SettingsSection(Configured.With(Keys(settings)).GetSection($"HealthChecks:{Name}"), errors));
        errors.ThrowIfAny();
        return options;
    }

    /// <summary>Finds what is wrong with the settings of one check.</summary>
    public static IReadOnlyList<string> Errors(string type, params IEnumerable<(string Key, string Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(_ => { }, Keys([("Type", type), .. settings]))).Errors;

    /// <summary>Runs the check.</summary>
    public async Task<HealthReportEntry> ReportAsync()
    {
        HealthReport report = await _services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries[Name];
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static IEnumerable<(string Key, string? Value)> Keys(IEnumerable<(string Key, string Value)> settings) =>
        settings.Select(setting => ($"HealthChecks__{Name}__{setting.Key}", (string?)setting.Value));
}
