using HealthFunctions.Checks.Tests.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Nats;

/// <summary>Tests the options of NATS checks, from settings and from code.</summary>
public sealed class NatsCheckOptionsTests
{
    private const string Url = "one nats or tls URL without a path, such as tls://nats.example.org";
    private const string More = $"a URL with more than a host and a port; allowed: {Url}, with credentials in UserName and Password, Token or CredentialsFile";

    [Theory]
    [InlineData("Url", "", $"missing; allowed: {Url}")]
    [InlineData("Url", "events", $"'events'; allowed: {Url}")]
    [InlineData("Url", "ws://events", $"not a URL that can be connected to; allowed: {Url}")]
    [InlineData("Url", "nats://events/x", More)]
    [InlineData("Url", "nats://shop:secret@events", More)]
    [InlineData("UserName", "shop", "missing; allowed: the password of UserName", "Password")]
    [InlineData("Password", "secret", "missing; allowed: the name of the user that Password belongs to", "UserName")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem, string? reported = null) => Assert.Equal(
        [$"{reported ?? key} is {problem}."], FamilyProbe.Errors(checks => checks.AddNatsCheckTypes(), "Nats", ("Url", "nats://events"), (key, value)));

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [
            $"Url is missing; allowed: {Url}.",
            "Token is given beside UserName; allowed: one of them.",
            "CredentialsFile is given beside UserName or Token; allowed: one of them.",
        ],
        FamilyProbe.Errors((checks, name) => checks.AddNats(name, options =>
            (options.UserName, options.Password, options.Token, options.CredentialsFile) = ("shop", "secret", "secret", "shop.creds"))));
}
