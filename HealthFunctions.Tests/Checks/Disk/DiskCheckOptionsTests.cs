using HealthFunctions.Checks.Disk;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Tests.Checks.Disk;

/// <summary>Tests the options of disk checks, from settings and from code.</summary>
public sealed class DiskCheckOptionsTests
{
    private const string Limit = "a size from 1B, written as 500MB, 5GB or 2GiB, or a share from 1% to 99%";

    [Theory]
    [InlineData("Path", "data", "'data'; allowed: an absolute path, such as /data")]
    [InlineData("WarnBelow", "5", $"'5'; allowed: {Limit}")]
    [InlineData("WarnBelow", "100%", $"'100%'; allowed: {Limit}")]
    [InlineData("ErrorBelow", "0B", $"'0B'; allowed: {Limit}")]
    [InlineData("ErrorBelow", "5gb", $"'5gb'; allowed: {Limit}")]
    [InlineData("ErrorBelow", "10%", "'10%'; allowed: less than WarnBelow, 10%")]
    [InlineData("WarnAbove", "5GB", "unknown; allowed: ErrorBelow, FailuresBeforeError, MaxAge, Path, SuccessesBeforeOk, Tags, Timeout, Type, WarnAfter, WarnBelow")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"HealthChecks__site__{key} is {problem}."], CheckProbe.Errors("Disk", ("WarnBelow", "10%"), (key, value)));

    [Fact]
    public void A_check_without_a_limit_is_reported() => Assert.Equal(
        [$"HealthChecks__site__WarnBelow is missing, and so is ErrorBelow; allowed: one of them or both, {Limit}."], CheckProbe.Errors("Disk"));

    [Fact]
    public void Wrong_options_in_code_are_reported_with_all_other_errors() => Assert.Equal(
        [
            "Health check 'a': Path is 'data'; allowed: an absolute path, such as /data.",
            $"Health check 'a': WarnBelow is '0%'; allowed: {Limit}.",
            $"Health check 'a': ErrorBelow is '-1B'; allowed: {Limit}.",
            "Health check 'b': ErrorBelow is '5GB'; allowed: less than WarnBelow, 5GB.",
            "HealthFunctions__MaxConcurrency is '0'; allowed: a whole number from 1 to 10000.",
        ],
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(
            checks => checks
                .AddDisk("a", options =>
                {
                    options.Path = "data";
                    options.WarnBelow = SizeLimit.FromPercent(0);
                    options.ErrorBelow = SizeLimit.FromBytes(-1);
                })
                .AddDisk("b", options => options.ErrorBelow = options.WarnBelow = SizeLimit.FromBytes(5_000_000_000)),
            ("HealthFunctions__MaxConcurrency", "0"))).Errors);

    [Fact]
    public void A_size_and_a_share_go_together()
    {
        DiskCheckOptions options = CheckProbe.Read(new DiskCheckType(), ("WarnBelow", "10%"), ("ErrorBelow", "50GB"));

        Assert.Equal((null, SizeLimit.FromPercent(10), SizeLimit.FromBytes(50_000_000_000)), (options.Path, options.WarnBelow, options.ErrorBelow));
    }
}
