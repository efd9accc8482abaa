using HealthFunctions.Settings;

namespace Infra.Tests;

/// <summary>Holds the template to the sizes and shares that the app takes.</summary>
public sealed class SizeTests
{
    private static readonly string[] Texts =
    [
        "1B", "05KB", "5KiB", "500MB", "500MiB", "5GB", "2GiB", "3TB", "1TiB", "1%", "99%", "05%", "10%",
        "", "5", "50", "B", "GB", "%", "0B", "00KB", "0%", "100%", "5gb", "5Gb", "5G", "5kb", "5kib", "5mB", "1.5GB", "-5GB", "5 GB", " 5GB", "5GB ", "5PB", "5GBB", "5%%",
    ];

    [Fact]
    public async Task The_template_takes_the_sizes_and_shares_that_the_app_takes_and_no_others()
    {
        Assert.SkipUnless(BicepCli.IsSupported, "The Bicep CLI is pinned for Linux x64 only.");

        IReadOnlyList<bool> taken = await (await BicepCli.GetAsync()).AskAsync("checks/sizes.bicep", "isSize", Texts);

        Assert.Equal(
            Texts.Select(text => (text, SizeLimit.TryParse(text, out SizeLimit limit) && limit.IsValid)),
            Texts.Zip(taken));
    }
}
