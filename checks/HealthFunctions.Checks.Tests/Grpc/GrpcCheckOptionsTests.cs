using HealthFunctions.Checks.Tests.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Grpc;

/// <summary>Tests the options of gRPC checks, from settings and from code.</summary>
public sealed class GrpcCheckOptionsTests
{
    private const string Url = "an absolute http or https URL without a path, such as https://orders.example.org";
    private const string Header = "not metadata that can be set; allowed: such as authorization, with one line of ASCII, and none that is binary or belongs to gRPC or the connection";

    [Theory]
    [InlineData("Url", "", $"missing; allowed: {Url}")]
    [InlineData("Url", "orders", $"'orders'; allowed: {Url}")]
    [InlineData("Url", "dns://orders", $"not a URL that can be asked for; allowed: {Url}")]
    [InlineData("Url", "http://orders/api", $"a URL with more than a host and a port, which no call carries; allowed: {Url}")]
    [InlineData("Url", "http://shop:secret@orders", $"a URL with more than a host and a port, which no call carries; allowed: {Url}")]
    [InlineData("Headers__te", "trailers", Header)]
    [InlineData("Headers__x y", "secret", Header)]
    [InlineData("Headers__authorization", "sec\nret", Header)]
    [InlineData("CertificateExpiryWarning", "14d", "given for an http URL, which has no certificate; allowed: with an https URL")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"{key} is {problem}."], FamilyProbe.Errors(checks => checks.AddGrpcCheckTypes(), "Grpc", ("Url", "http://orders:5000"), (key, value)));

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [
            $"Url is missing; allowed: {Url}.",
            $"Headers:token-bin is {Header}.",
            $"Headers:grpc-timeout is {Header}.",
            "CertificateExpiryWarning is '00:00:00'; allowed: a duration from 1s to 366d.",
        ],
        FamilyProbe.Errors((checks, name) => checks.AddGrpc(name, options =>
        {
            options.Headers["token-bin"] = "x";
            options.Headers["grpc-timeout"] = "1S";
            options.CertificateExpiryWarning = TimeSpan.Zero;
        })));
}
