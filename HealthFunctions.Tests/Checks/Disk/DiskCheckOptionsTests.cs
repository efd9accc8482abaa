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
    [InlineData("WarnAbove", "5GB", "unknown; allowed: ErrorBelow, FailuresBeforeError, MaxAge, Path, Tags, Timeout, Type, WarnAfter, WarnBelow")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"HealthChecks__a__{key} is {problem}."],
        Errors(_ => { }, ("HealthChecks__a__Type", "Disk"), ("HealthChecks__a__WarnBelow", "10%"), ($"HealthChecks__a__{key}", value)));

    [Fact]
    public void A_check_without_a_limit_is_reported() => Assert.Equal(
        [$"HealthChecks__a__WarnBelow is missing, and so is ErrorBelow; allowed: one of them or both, {Limit}."],
        Errors(_ => { }, ("HealthChecks__a__Type", "Disk")));

    [Fact]
    public void Wrong_options_in_code_are_reported_with_all_other_errors() => Assert.Equal(
        [
            "Health check 'a': Path is 'data'; allowed: an absolute path, such as /data.",
            $"Health check 'a': WarnBelow is '0%'; allowed: {Limit}.",
            $"Health check 'a': ErrorBelow is '-1B'; allowed: {Limit}.",
            "Health check 'b': ErrorBelow is '5GB'; allowed: less than WarnBelow, 5GB.",
            "HealthFunctions__MaxConcurrency is '0'; allowed: a whole number from 1 to 10000.",
        ],
        Errors(
            checks => checks
                .AddDisk("a", options =>
                {
                    options.Path = "data";
                    options.WarnBelow = SizeLimit.FromPercent(0);
                    options.ErrorBelow = SizeLimit.FromBytes(-1);
                })
                .AddDisk("b", options => options.ErrorBelow = options.WarnBelow = SizeLimit.FromBytes(5_000_000_000)),
            ("HealthFunctions__MaxConcurrency", "0")));

    [Fact]
    public void A_size_and_a_share_go_together()
    {
        SettingsErrors errors = new();

        DiskCheckOptions options = new DiskCheckType().ReadOptions(new SettingsSection(
            Configured.With(("HealthChecks__a__WarnBelow", "10%"), ("HealthChecks__a__ErrorBelow", "50GB")).GetSection("HealthChecks:a"), errors));

        errors.ThrowIfAny();
        Assert.Equal((null, SizeLimit.FromPercent(10), SizeLimit.FromBytes(50_000_000_000)), (options.Path, options.WarnBelow, options.ErrorBelow));
    }

    private static IReadOnlyList<string> Errors(Action<IHealthChecksBuilder> register, params IEnumerable<(string Key, string? Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(register, settings)).Errors;
}
