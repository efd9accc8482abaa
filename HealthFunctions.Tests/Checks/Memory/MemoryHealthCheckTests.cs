using HealthFunctions.Checks.Memory;
using HealthFunctions.Health;
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
    [InlineData("Path", "/", "unknown; allowed: ErrorAbove, FailuresBeforeError, MaxAge, SuccessesBeforeOk, Tags, Timeout, Type, WarnAbove, WarnAfter")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"HealthChecks__site__{key} is {problem}."], CheckProbe.Errors("Memory", ("WarnAbove", "80%"), (key, value)));

    [Fact]
    public void A_check_without_a_limit_is_reported_for_settings_and_for_code() => Assert.Equal(
        [
            $"HealthChecks__a__WarnAbove is missing, and so is ErrorAbove; allowed: one of them or both, {Limit}.",
            $"Health check 'b': WarnAbove is missing, and so is ErrorAbove; allowed: one of them or both, {Limit}.",
        ],
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(checks => checks.AddMemory("b", _ => { }), ("HealthChecks__a__Type", "Memory"))).Errors);

    [Fact]
    public async Task Memory_below_the_limits_is_OK_and_its_numbers_are_data()
    {
        HealthReportEntry entry = await CheckProbe.ReportAsync("Memory", ("WarnAbove", "9000000TB"), ("ErrorAbove", "9000001TB"));

        Assert.Equal((HealthStatus.Healthy, null), (entry.Status, entry.Description));
        Assert.InRange(Value("used", "By"), 1, Value("limit", "By"));
        Assert.All(["process", "heapLimit"], name => Assert.True(Value(name, "By") > 0, name));
        Assert.InRange(Value("heap", "By"), 0, Value("heapLimit", "By"));
        Assert.All(["usedShare", "heapShare", "gcPauseShare"], name => Assert.InRange(Value(name, "%"), 0, 100));

        double Value(string name, string unit)
        {
            ObservedValue observed = Assert.IsType<ObservedValue>(entry.Data[name]);
            Assert.Equal(unit, observed.Unit);
            return observed.Value;
        }
    }

    [Theory]
    [InlineData("WarnAbove", HealthStatus.Degraded)]
    [InlineData("ErrorAbove", HealthStatus.Unhealthy)]
    public async Task More_memory_than_a_limit_has_the_status_of_the_limit(string limit, HealthStatus status)
    {
        HealthReportEntry entry = await CheckProbe.ReportAsync("Memory", (limit, "1B"));

        Assert.Equal((status, HealthReason.Threshold), (entry.Status, entry.Data["reason"]));
        Assert.EndsWith(" are in use, more than 1B.", entry.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, HealthStatus.Healthy, null)]
    [InlineData(401, HealthStatus.Degraded, "401 MB of 500 MB of the container are in use, more than 80%.")]
    [InlineData(450, HealthStatus.Degraded, "450 MB of 500 MB of the container are in use, more than 80%.")]
    [InlineData(451, HealthStatus.Unhealthy, "451 MB of 500 MB of the container are in use, more than 450MB.")]
    public async Task Memory_that_runs_out_is_a_WARNING_and_then_an_ERROR(int used, HealthStatus status, string? description)
    {
        HealthCheckResult result = await RunAsync(SizeLimit.FromPercent(80), SizeLimit.FromBytes(450_000_000), used, heap: 0);

        Assert.Equal((status, description), (result.Status, result.Description));
    }

    [Theory]
    [InlineData(300, HealthStatus.Healthy, null)]
    [InlineData(301, HealthStatus.Degraded, "301 MB of 375 MB of the heap of .NET are in use, more than 80%.")]
    [InlineData(338, HealthStatus.Unhealthy, "338 MB of 375 MB of the heap of .NET are in use, more than 90%.")]
    public async Task A_heap_near_its_own_limit_counts_though_the_container_has_memory_left(int heap, HealthStatus status, string? description)
    {
        HealthCheckResult result = await RunAsync(SizeLimit.FromPercent(80), SizeLimit.FromPercent(90), used: 350, heap);

        Assert.Equal((status, description), (result.Status, result.Description));
    }

    [Fact]
    public async Task A_failure_has_the_status_of_the_registration()
    {
        await using EngineUnderTest engine = new(checks => checks.AddMemory(
            "a", options => options.ErrorAbove = SizeLimit.FromBytes(1), HealthStatus.Degraded));

        Assert.Equal(HealthStatus.Degraded, (await engine.GetOrStartRunAsync("a")).Status);
    }

    /// <summary>Runs a check in a container of 500 MB, whose heap may have 375 MB.</summary>
    private static Task<HealthCheckResult> RunAsync(SizeLimit warn, SizeLimit error, int used, int heap)
    {
        MemoryHealthCheck check = new(
            new MemoryCheckOptions { WarnAbove = warn, ErrorAbove = error },
            () => new MemoryUsage("the container", used * 1_000_000L, 500_000_000),
            () => new MemoryUsage("the heap of .NET", heap * 1_000_000L, 375_000_000));
        return check.CheckHealthAsync(
            new HealthCheckContext { Registration = new HealthCheckRegistration("a", check, failureStatus: null, tags: null) },
            TestContext.Current.CancellationToken);
    }
}
