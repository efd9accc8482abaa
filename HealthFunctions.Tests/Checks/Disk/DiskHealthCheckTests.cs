using System.Text;
using HealthFunctions.Checks.Disk;
using HealthFunctions.Health;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Disk;

/// <summary>Tests disk checks on the file systems of this machine; where a disk must be full, its numbers are those of the test.</summary>
public sealed class DiskHealthCheckTests
{
    private const long Size = 200_000_000_000;

    [Fact]
    public async Task A_path_with_enough_space_is_OK_and_its_numbers_are_data()
    {
        string folder = Path.GetTempPath();

        HealthReportEntry result = await CheckProbe.ReportAsync("Disk", ("Path", folder), ("ErrorBelow", "1B"));

        Assert.Equal(HealthStatus.Healthy, result.Status);
        ObservedValue total = new(new DriveInfo(folder).TotalSize, "By");
        Assert.Equal((folder, total), (result.Data["path"], result.Data["total"]));
        Assert.InRange(Assert.IsType<ObservedValue>(result.Data["free"]).Value, 1, total.Value);
        Assert.InRange(Assert.IsType<ObservedValue>(result.Data["freeShare"]).Value, 0, 100);
    }

    [Theory]
    [InlineData("WarnBelow", HealthStatus.Degraded)]
    [InlineData("ErrorBelow", HealthStatus.Unhealthy)]
    public async Task A_path_with_less_space_than_a_limit_has_the_status_of_the_limit(string limit, HealthStatus status)
    {
        string folder = Path.GetTempPath();

        HealthReportEntry result = await CheckProbe.ReportAsync("Disk", ("Path", folder), (limit, "9000000TB"));

        Assert.Equal((status, HealthReason.Threshold), (result.Status, result.Data["reason"]));
        Assert.EndsWith($"are free on {folder}, less than 9000000TB.", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_can_be_a_file()
    {
        HealthReportEntry result = await CheckProbe.ReportAsync("Disk", ("Path", typeof(DiskHealthCheckTests).Assembly.Location), ("ErrorBelow", "1B"));

        Assert.Equal(HealthStatus.Healthy, result.Status);
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_an_ERROR()
    {
        string missing = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        HealthReportEntry result = await CheckProbe.ReportAsync("Disk", ("Path", missing), ("WarnBelow", "1B"));

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.NotFound), (result.Status, result.Data["reason"]));
        Assert.Equal($"The path {missing} does not exist, or the process may not see it.", result.Description);
    }

    [Fact]
    public async Task Nothing_of_it_is_in_a_bare_answer()
    {
        await using EngineUnderTest engine = new(
            _ => { }, ("HealthChecks__a__Type", "Disk"), ("HealthChecks__a__Path", Path.GetTempPath()), ("HealthChecks__a__ErrorBelow", "9000000TB"));

        Assert.Equal("""{"code":"ERROR","error":true}""", Encoding.UTF8.GetString((await engine.GetAsync("/_system/check/a")).Body.Span));
    }

    [Fact]
    public async Task Without_a_path_all_local_volumes_are_looked_at()
    {
        Requires.Linux();
        Assert.SkipWhen(LocalVolumes.Find().Count == 0, "No volume of this machine can be written to.");

        HealthReportEntry ok = await CheckProbe.ReportAsync("Disk", ("ErrorBelow", "1B"));
        HealthReportEntry full = await CheckProbe.ReportAsync("Disk", ("ErrorBelow", "9000000TB"));

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Unhealthy), (ok.Status, full.Status));
        Assert.All(LocalVolumes.Find(), volume => Assert.Contains($"are free on {volume}, less than", full.Description, StringComparison.Ordinal));
        Assert.Contains(full.Data["path"], LocalVolumes.Find());
    }

    [Theory]
    [InlineData(20_000_000_000, HealthStatus.Healthy, null)]
    [InlineData(19_999_999_999, HealthStatus.Degraded, "20 GB of 200 GB are free on /, less than 10%.")]
    [InlineData(5_000_000_000, HealthStatus.Degraded, "5 GB of 200 GB are free on /, less than 10%.")]
    [InlineData(4_999_999_999, HealthStatus.Unhealthy, "5 GB of 200 GB are free on /, less than 5GB.")]
    [InlineData(0, HealthStatus.Unhealthy, "0 B of 200 GB are free on /, less than 5GB.")]
    public async Task A_volume_that_fills_up_is_a_WARNING_and_then_an_ERROR(long free, HealthStatus status, string? description)
    {
        DiskHealthCheck check = Check(path => new VolumeSpace(path, free, Size));

        HealthCheckResult result = await RunAsync(check);

        Assert.Equal((status, description), (result.Status, result.Description));
        Assert.Equal((new ObservedValue(free, "By"), new ObservedValue(Size, "By")), (result.Data["free"], result.Data["total"]));
        Assert.Equal(free / 2_000_000_000.0, Assert.IsType<ObservedValue>(result.Data["freeShare"]).Value, precision: 1);
    }

    [Fact]
    public async Task A_volume_without_a_size_is_full()
    {
        HealthCheckResult result = await RunAsync(Check(path => new VolumeSpace(path, 0, 0)));

        Assert.Equal((HealthStatus.Unhealthy, new ObservedValue(0, "%")), (result.Status, result.Data["freeShare"]));
    }

    [Fact]
    public async Task A_failure_has_the_status_of_the_registration()
    {
        await using EngineUnderTest engine = new(checks => checks.AddDisk(
            "a", options => options.ErrorBelow = SizeLimit.FromBytes(long.MaxValue), HealthStatus.Degraded));

        Assert.Equal(HealthStatus.Degraded, (await engine.GetOrStartRunAsync("a")).Status);
    }

    private static DiskHealthCheck Check(Func<string, VolumeSpace> measure) => new(
        new DiskCheckOptions { Path = "/", WarnBelow = SizeLimit.FromPercent(10), ErrorBelow = SizeLimit.FromBytes(5_000_000_000) }, measure);

    private static Task<HealthCheckResult> RunAsync(DiskHealthCheck check) => check.CheckHealthAsync(
        new HealthCheckContext { Registration = new HealthCheckRegistration("a", check, failureStatus: null, tags: null) },
        TestContext.Current.CancellationToken);
}
