namespace Infra.Tests;

/// <summary>Parameters that could only fail later, in Azure or in the app, are refused before anything is deployed.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("Not part of an app setting: 'a-b'", "param settings = { checks: [{ type: 'Http', name: 'a-b', url: 'https://x/' }] }")]
    [InlineData("Not part of an app setting: 'a b'", "param settings = { checks: [{ type: 'Http', name: 'a b', url: 'https://x/' }] }")]
    [InlineData("Not part of an app setting: 'a.b'", "param settings = { checks: [{ type: 'Http', name: 'a.b', url: 'https://x/' }] }")]
    [InlineData("Not part of an app setting: 'a__b'", "param settings = { checks: [{ type: 'Http', name: 'a__b', url: 'https://x/' }] }")]
    [InlineData("Not part of an app setting: '_a'", "param settings = { checks: [{ type: 'Http', name: '_a', url: 'https://x/' }] }")]
    [InlineData("Not part of an app setting: 'a_'", "param settings = { checks: [{ type: 'Http', name: 'a_', url: 'https://x/' }] }")]
    [InlineData("Two checks share a name", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/' }, { type: 'Code', name: 'A' }] }")]
    [InlineData("A tag is also the name of a check", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', tags: ['A'] }] }")]
    [InlineData("Check a needs Url", "param settings = { checks: [{ type: 'Http', name: 'a' }] }")]
    [InlineData("Url of check a is not an absolute", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'x' }] }")]
    [InlineData("Url of check a is not an absolute", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'ftp://x/' }] }")]
    [InlineData("Url of check a is not an absolute", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https:///x' }] }")]
    [InlineData("Url of check a is not an absolute", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/ y' }] }")]
    [InlineData("Url of check a has user info", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://me:secret@x/' }] }")]
    [InlineData("ExpectedBody of check a is given for the method HEAD", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', method: 'head', expectedBody: 'ok' }] }")]
    [InlineData("CertificateExpiryWarning of check a is given for an http URL", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'http://x/', certificateExpiryWarning: '14.00:00:00' }] }")]
    [InlineData("Timeout of check a is '00:00:60', not a duration", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', timeout: '00:00:60' }] }")]
    [InlineData("Timeout of check a is '0:30', not a duration such as 500ms", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', timeout: '0:30' }] }")]
    [InlineData("Timeout of check a is '5S', not a duration", "param settings = { checks: [{ type: 'Code', name: 'a', timeout: '5S' }] }")]
    [InlineData("MaxAge of check a is '1:2:3:4:5', not a duration", "param settings = { checks: [{ type: 'Code', name: 'a', maxAge: '1:2:3:4:5' }] }")]
    [InlineData("CertificateExpiryWarning of check a is '14 days!', not a duration", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', certificateExpiryWarning: '14 days!' }] }")]
    [InlineData("BCP", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', timeout: '5' }] }")]
    [InlineData("no vault is given", "param settings = { checks: [{ type: 'Http', name: 'a', secrets: { Url: 'x' } }] }")]
    [InlineData("the provided value is of type \"'Ftp'\"", "param settings = { checks: [{ type: 'Ftp', name: 'a' }] }")]
    [InlineData("The property \"timout\" is not allowed", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', timout: '00:00:01' }] }")]
    [InlineData("in plain and as a secret", "param settings = { keyVault: { name: 'kv', resourceGroup: 'rg' }, checks: [{ type: 'Http', name: 'a', url: 'https://x/', secrets: { Url: 'x' } }] }")]
    [InlineData("resourceGroup", "param settings = { keyVault: { name: 'kv' } }")]
    [InlineData("deadline is '10 seconds', not a duration", "param settings = { options: { deadline: '10 seconds' } }")]
    [InlineData("Private ingress needs a network", "param settings = { ingress: { kind: 'Private' } }")]
    [InlineData("zoneRedundant needs at least two", "param settings = { zoneRedundant: true, scale: { instanceMemoryMB: 512, alwaysReady: 1, maximumInstances: 40 } }")]
    [InlineData("Url of check a has no host, or no port", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x:abc/' }] }")]
    [InlineData("Url of check a has no host, or no port", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x:70000/' }] }")]
    [InlineData("Url of check a has no host, or no port", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://:80/' }] }")]
    [InlineData("Url of check a has no host, or no port", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://a,b/' }] }")]
    [InlineData("Url of check a has no host, or no port", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://[::1/' }] }")]
    [InlineData("Timeout of check a is 6m; allowed: from 1ms to 5m", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', timeout: '6m' }] }")]
    [InlineData("Timeout of check a is 00:00:00.0001; allowed: from 1ms", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', timeout: '00:00:00.0001' }] }")]
    [InlineData("Timeout of check a is 99999999999999999999d; allowed", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', timeout: '99999999999999999999d' }] }")]
    [InlineData("Timeout of check a is 11s, above the deadline of a call, 10s", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', timeout: '11s' }] }")]
    [InlineData("above the deadline of a call, 2s", "param settings = { options: { deadline: '2s' }, checks: [{ type: 'Code', name: 'a', timeout: '3s' }] }")]
    [InlineData("WarnAfter of check a is 3s, not below its timeout", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', timeout: '3s', warnAfter: '3s' }] }")]
    [InlineData("WarnAfter of check a is 5s, not below its timeout", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', warnAfter: '5s' }] }")]
    [InlineData("WarnAfter of check a is 00:00:01, not below", "param settings = { checks: [{ type: 'Code', name: 'a', timeout: '1000ms', warnAfter: '00:00:01' }] }")]
    [InlineData("MaxAge of check a is 1.00:00:01; allowed: from 0s to 1d", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', maxAge: '1.00:00:01' }] }")]
    [InlineData("CertificateExpiryWarning of check a is 367d; allowed", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', certificateExpiryWarning: '367d' }] }")]
    [InlineData("ExpectedStatus of check a is 'abc'", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', expectedStatus: 'abc' }] }")]
    [InlineData("ExpectedStatus of check a is '299-200'", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', expectedStatus: '299-200' }] }")]
    [InlineData("ExpectedStatus of check a is '200,'", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', expectedStatus: '200,' }] }")]
    [InlineData("ExpectedStatus of check a is '600'", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', expectedStatus: '600' }] }")]
    [InlineData("Method of check a is 'Connect'", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', method: 'Connect' }] }")]
    [InlineData("Method of check a is 'G T'", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', method: 'G T' }] }")]
    [InlineData("No name of a group: 'not ready'", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', tags: ['not ready'] }] }")]
    [InlineData("No name of a group: '-a'", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', tags: ['-a'] }] }")]
    [InlineData("No name of a group: ''", "param settings = { checks: [{ type: 'Http', name: 'a', url: 'https://x/', tags: [''] }] }")]
    [InlineData("Check a has a secret for Methud", "param settings = { keyVault: { name: 'kv', resourceGroup: 'rg' }, checks: [{ type: 'Http', name: 'a', url: 'https://x/', secrets: { Methud: 'x' } }] }")]
    [InlineData("WarnBelow of check a is '5 ', not a size", "param settings = { checks: [{ type: 'Disk', name: 'a', warnBelow: '5 ' }] }")]
    [InlineData("ErrorAbove of check a is '100%', not a size such as 500MB, 5GB or 2GiB, or a share", "param settings = { checks: [{ type: 'Memory', name: 'a', errorAbove: '100%' }] }")]
    [InlineData("deadline is 6m; allowed: from 1ms to 5m", "param settings = { options: { deadline: '6m' } }")]
    [InlineData("name may have letters", "param name = 'a b'")]
    [InlineData("name may have letters", "param name = 'a.'")]
    [InlineData("BCP332", "param name = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'")]
    public async Task It_says_what_is_wrong(string said, string parameters)
    {
        Assert.SkipUnless(BicepCli.IsSupported, "The Bicep CLI is pinned for Linux x64 only.");
        Assert.Contains(said, await (await BicepCli.GetAsync()).RefusalAsync(parameters), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a@example.com,A@example.com")]
    [InlineData("a@example.com,")]
    [InlineData("nobody")]
    [InlineData("a b@example.com")]
    public async Task It_refuses_an_address_twice_and_what_is_none(string emails)
    {
        Assert.SkipUnless(BicepCli.IsSupported, "The Bicep CLI is pinned for Linux x64 only.");
        Assert.Contains("alertEmails has", await (await BicepCli.GetAsync()).RefusalAsync(string.Empty, emails), StringComparison.Ordinal);
    }
}
