using HealthFunctions.Checks.Tests.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests the options of checks of blobs, from settings and from code: those of all storage accounts too.</summary>
public sealed class BlobCheckOptionsTests
{
    private const string Account = "https://shop.blob.core.windows.net";
    private const string AllowedUri = $"the https URI of an account's blobs, such as {Account}";
    private const string AllowedConnection = "a connection string of a storage account, with AccountKey or SharedAccessSignature, or UseDevelopmentStorage=true";
    private const string AllowedContainer = "the name of a container, 3 to 63 letters in lower case, digits and single hyphens, such as uploads";

    [Theory]
    [InlineData("Uri", "shop", $"'shop'; allowed: {AllowedUri}")]
    [InlineData("Uri", "http://shop.blob.core.windows.net", $"not an https URI, and a token goes over no other; allowed: {AllowedUri}")]
    [InlineData("Uri", $"{Account}/?sv=1&sig=secret", $"a URI with more than a host and a path; allowed: {AllowedUri}")]
    [InlineData("ConnectionString", "UseDevelopmentStorage=true", "given beside Uri; allowed: one of them")]
    [InlineData("ClientId", "me", "'me'; allowed: the client ID of an identity, a GUID")]
    [InlineData("Container", "", $"missing; allowed: {AllowedContainer}")]
    [InlineData("Container", "Up", $"'Up'; allowed: {AllowedContainer}")]
    [InlineData("Container", "up--loads", $"'up--loads'; allowed: {AllowedContainer}")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"{key} is {problem}."],
        FamilyProbe.Errors(checks => checks.AddAzureCheckTypes(), "Blob", ("Uri", Account), ("Container", "uploads"), (key, value)));

    [Theory]
    [InlineData("secret")]
    [InlineData("AccountName=shop")]
    [InlineData("AccountName=shop;AccountKey=sec ret!")]
    [InlineData("AccountKey=c2VjcmV0")]
    [InlineData("AccountName=shop;AccountName=shop;AccountKey=c2VjcmV0")]
    [InlineData("SharedAccessSignature=sig")]
    [InlineData("BlobEndpoint=ftp://shop;AccountName=shop;AccountKey=c2VjcmV0")]
    [InlineData("QueueEndpoint=https://shop;SharedAccessSignature=sig")]
    [InlineData("UseDevelopmentStorage=no")]
    public void A_text_that_is_no_connection_string_is_reported_without_it(string text) => Assert.Equal(
        [$"ConnectionString is not a connection string; allowed: {AllowedConnection}."],
        FamilyProbe.Errors(checks => checks.AddAzureCheckTypes(), "Blob", ("ConnectionString", text), ("Container", "uploads")));

    [Fact]
    public void Wrong_options_in_code_are_reported()
    {
        Assert.Equal(
            [
                $"Uri is missing, and so is ConnectionString; allowed: one of them, {AllowedUri} or {AllowedConnection}.",
                $"Container is missing; allowed: {AllowedContainer}.",
            ],
            FamilyProbe.Errors((checks, name) => checks.AddBlob(name, _ => { })));
        Assert.Equal(
            ["ClientId is given beside ConnectionString; allowed: beside Uri."],
            FamilyProbe.Errors((checks, name) => checks.AddBlob(name, options =>
            {
                options.ConnectionString = "UseDevelopmentStorage=true";
                options.Container = "$root";
                options.ClientId = "a2c4e6f8-0000-1111-2222-333344445555";
            })));
    }
}
