namespace Infra.Tests;

/// <summary>Parameters that could only fail later, in Azure or in the app, are refused before anything is deployed.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("Not part of an app setting: 'a-b'", "param checks = [{ type: 'Http', name: 'a-b', url: 'https://x/' }]")]
    [InlineData("Not part of an app setting: 'a.b'", "param checks = [{ type: 'Http', name: 'a.b', url: 'https://x/' }]")]
    [InlineData("Not part of an app setting: 'a__b'", "param checks = [{ type: 'Http', name: 'a__b', url: 'https://x/' }]")]
    [InlineData("Not part of an app setting: '_a'", "param checks = [{ type: 'Http', name: '_a', url: 'https://x/' }]")]
    [InlineData("Not part of an app setting: 'a_'", "param checks = [{ type: 'Http', name: 'a_', url: 'https://x/' }]")]
    [InlineData("Not part of an app setting: 'X-Api-Key'", "param checks = [{ type: 'Http', name: 'a', url: 'x', headers: { 'X-Api-Key': '1' } }]")]
    [InlineData("Two checks share a name", "param checks = [{ type: 'Http', name: 'a', url: 'https://x/' }, { type: 'Code', name: 'A' }]")]
    [InlineData("A tag is also the name of a check", "param checks = [{ type: 'Http', name: 'a', url: 'https://x/', tags: ['A'] }]")]
    [InlineData("Check a needs Url", "param checks = [{ type: 'Http', name: 'a' }]")]
    [InlineData("no vault is given", "param checks = [{ type: 'Http', name: 'a', secrets: { Url: 'x' } }]")]
    [InlineData("in plain and as a secret", "param keyVaultName = 'kv'\nparam checks = [{ type: 'Http', name: 'a', url: 'x', secrets: { Url: 'x' } }]")]
    [InlineData("Private ingress needs a network", "param ingress = { kind: 'Private' }")]
    [InlineData("expected a value of type \"'Code' | 'Http'\"", "param checks = [{ type: 'Ftp', name: 'a' }]")]
    [InlineData("The property \"timout\" is not allowed", "param checks = [{ type: 'Http', name: 'a', url: 'x', timout: '00:00:01' }]")]
    public async Task It_says_what_is_wrong(string said, string parameters)
    {
        Assert.SkipUnless(BicepCli.IsSupported, "The Bicep CLI is pinned for Linux x64 only.");
        Assert.Contains(said, await (await BicepCli.GetAsync()).RefusalAsync(parameters), StringComparison.Ordinal);
    }
}
