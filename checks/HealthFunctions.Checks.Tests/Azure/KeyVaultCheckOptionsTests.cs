using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests the options of checks of key vaults, from settings and from code.</summary>
public sealed class KeyVaultCheckOptionsTests
{
    private const string Vault = "https://shop.vault.azure.net";
    private const string AllowedUri = $"the https URI of a key vault, such as {Vault}";
    private const string AllowedSecret = "the name of a secret, up to 127 letters, digits and hyphens, such as db-password";

    [Theory]
    [InlineData("Uri", "shop", $"'shop'; allowed: {AllowedUri}")]
    [InlineData("Uri", "http://shop.vault.azure.net", $"not an https URI, and a token goes over no other; allowed: {AllowedUri}")]
    [InlineData("Uri", $"{Vault}/secrets/db-password", $"a URI with a path; allowed: {AllowedUri}")]
    [InlineData("ClientId", "me", "'me'; allowed: the client ID of an identity, a GUID")]
    [InlineData("SecretName", "", $"missing; allowed: {AllowedSecret}")]
    [InlineData("SecretName", "db/1", $"'db/1'; allowed: {AllowedSecret}")]
    [InlineData("ExpiryWarning", "367d", "'367d'; allowed: a duration from 1s to 366d")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem)
    {
        string error = Assert.Single(
            FamilyProbe.Errors(checks => checks.AddAzureCheckTypes(), "KeyVault", ("Uri", Vault), ("SecretName", "db-password"), (key, value)));

        Assert.StartsWith($"{key} is {problem}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_options_in_code_are_reported()
    {
        Assert.Equal(
            [$"Uri is missing; allowed: {AllowedUri}.", $"SecretName is missing; allowed: {AllowedSecret}."],
            FamilyProbe.Errors((checks, name) => checks.AddKeyVault(name, _ => { })));
        Assert.Equal(
            ["ExpiryWarning is '00:00:00'; allowed: a duration from 1s to 366d."],
            FamilyProbe.Errors((checks, name) => checks.AddKeyVault(
                name, options => (options.Uri, options.SecretName, options.ExpiryWarning) = (new Uri(Vault), "db-password", TimeSpan.Zero))));
    }

    [Theory]
    [InlineData("https://shop.vault.azure.net", "https://vault.azure.net")]
    [InlineData("https://shop.vault.azure.cn/", "https://vault.azure.cn")]
    [InlineData("https://SHOP.VAULT.USGOVCLOUDAPI.NET", "https://vault.usgovcloudapi.net")]
    [InlineData("https://vault.example.org", "https://vault.azure.net")]
    [InlineData("https://localhost:8443", "https://vault.azure.net")]
    public void A_token_is_for_the_vaults_of_the_cloud_that_the_host_belongs_to(string vault, string audience) =>
        Assert.Equal(audience, KeyVaultCheckType.AudienceOf(new Uri(vault)));
}
