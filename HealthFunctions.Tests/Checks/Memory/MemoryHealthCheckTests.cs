using HealthFunctions.Checks.Memory;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Memory;

/// <summary>Tests memory checks, their options, and what they find on this machine.</summary>
public sealed class MemoryHealthCheckTests
{
    private const string Limit = "a size from 1B, written as 500MB, 5GB or 2GiB, or a share from 1% to 99%";

    [Theory]
    [InlineData("WarnAbove", "0.8", $"'0.8'; allowed: {Limit}")]
    [InlineData("ErrorAbove", "100%", $"'100%'; allowed: {Limit}")]
    [InlineData("ErrorAbove", "80%", "'80%'; allowed: more than WarnAbove, 80%")]
    [InlineData("Path", "/", "unknown; allowed: ErrorAbove, FailuresBeforeError, MaxAge, Tags, Timeout, Type, WarnAbove, WarnAfter")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"HealthChecks__a__{key} is {problem}."],
        Errors(_ => { }, ("HealthChecks__a__Type", "Memory"), ("HealthChecks__a__WarnAbove", "80%"), ($"HealthChecks__a__{key}", value)));

    [Fact]
    public void A_check_without_a_limit_is_reported_for_settings_and_for_code() => Assert.Equal(
        [
            $"HealthChecks__a__WarnAbove is missing, and so is ErrorAbove; allowed: one of them or both, {Limit}.",
            $"Health check 'b': WarnAbove is missing, and so is ErrorAbove; allowed: one of them or both, {Limit}.",
        ],
        Errors(checks => checks.AddMemory("b", _ => { }), ("HealthChecks__a__Type", "Memory")));

    [Fact]
    public async Task Memory_below_the_limits_is_OK_and_its_numbers_are_data()
    {
        HealthReportEntry entry = await RunAsync(("WarnAbove", "9000000TB"), ("ErrorAbove", "9000001TB"));

        Assert.Equal((HealthStatus.Healthy, null), (entry.Status, entry.Description));
        long limit = Assert.IsType<long>(entry.Data["limitBytes"]);
        Assert.InRange(Assert.IsType<long>(entry.Data["usedBytes"]), 1, limit);
        Assert.InRange(Assert.IsType<double>(entry.Data["usedPercent"]), 0, 100);
        Assert.All(["processBytes", "heapBytes", "heapLimitBytes"], name => Assert.True(Assert.IsType<long>(entry.Data[name]) > 0, name));
        Assert.InRange(Assert.IsType<double>(entry.Data["gcPausePercent"]), 0, 100);
    }

    [Theory]
    [InlineData("WarnAbove", HealthStatus.Degraded)]
    [InlineData("ErrorAbove", HealthStatus.Unhealthy)]
    public async Task More_memory_than_a_limit_has_the_status_of_the_limit(string limit, HealthStatus status)
    {
        HealthReportEntry entry = await RunAsync((limit, "1B"));

        Assert.Equal(status, entry.Status);
        Assert.EndsWith(" are in use, more than 1B.", entry.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, HealthStatus.Healthy, null)]
    [InlineData(401, HealthStatus.Degraded, "401 MB of 500 MB of the container are in use, more than 80%.")]
    [InlineData(450, HealthStatus.Degraded, "450 MB of 500 MB of the container are in use, more than 80%.")]
    [InlineData(451, HealthStatus.Unhealthy, "451 MB of 500 MB of the container are in use, more than 450MB.")]
    public async Task Memory_that_runs_out_is_a_WARNING_and_then_an_ERROR(int used, HealthStatus status, string? description)
    {
        MemoryHealthCheck check = new(
            new MemoryCheckOptions { WarnAbove = SizeLimit.FromPercent(80), ErrorAbove = SizeLimit.FromBytes(450_000_000) },
            () => new MemoryUsage("the container", used * 1_000_000L, 500_000_000));

        HealthCheckResult result = await check.CheckHealthAsync(
            new HealthCheckContext { Registration = new HealthCheckRegistration("a", check, failureStatus: null, tags: null) },
            TestContext.Current.CancellationToken);

        Assert.Equal((status, description), (result.Status, result.Description));
    }

    [Fact]
    public async Task A_failure_has_the_status_of_the_registration()
    {
        await using EngineUnderTest engine = new(checks => checks.AddMemory(
            "a", options => options.ErrorAbove = SizeLimit.FromBytes(1), HealthStatus.Degraded));

        Assert.Equal(HealthStatus.Degraded, (await engine.GetOrStartRunAsync("a")).Status);
    }

    private static IReadOnlyList<string> Errors(Action<IHealthChecksBuilder> register, params IEnumerable<(string Key, string? Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(register, settings)).Errors;

    private static async Task<HealthReportEntry> RunAsync(params IEnumerable<(string Key, string Value)> settings)
    {
        await using EngineUnderTest engine = new(
            _ => { }, [("HealthChecks__a__Type", "Memory"), .. settings.Select(setting => ($"HealthChecks__a__{setting.Key}", (string?)setting.Value))]);
        return (await engine.ReportAsync()).Entries["a"];
    }
}
