using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Tests the bodies of requests.</summary>
public sealed class HttpRequestBodyTests
{
    private static readonly (string Key, string Value) Body = ("Body", """{"name":"grün"}""");

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("QUERY")]
    public async Task A_body_is_sent_as_JSON(string method)
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        HealthReportEntry entry = await HttpProbe.ReportAsync($"{server.Url}/200", Body, ("Method", method));

        Assert.Equal((HealthStatus.Healthy, method, Body.Value), (entry.Status, server.LastMethod, server.LastBody));
        Assert.Equal(("application/json", "16"), (server.LastHeaders["Content-Type"], server.LastHeaders["Content-Length"]));
    }

    [Fact]
    public async Task A_body_is_sent_as_its_ContentType_says()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        await HttpProbe.ReportAsync($"{server.Url}/200", Body, ("Method", "POST"), ("ContentType", "application/query+json; charset=utf-8"));

        Assert.Equal("application/query+json; charset=utf-8", server.LastHeaders["Content-Type"]);
    }

    [Theory]
    [InlineData("307", "POST", """{"name":"grün"}""")]
    [InlineData("302", "GET", "")]
    public async Task A_redirect_within_the_origin_takes_the_body_where_it_keeps_the_method(string status, string method, string body)
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        await HttpProbe.ReportAsync($"{server.Url}/{status}", Body, ("Method", "POST"), ("FollowRedirects", "true"));

        Assert.Equal((2, method, body), (server.Requests, server.LastMethod, server.LastBody));
    }

    [Fact]
    public async Task A_body_does_not_go_to_another_origin()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using ResourceServer other = await ResourceServer.StartAsync();

        await HttpProbe.ReportAsync($"{server.Url}/307?to={other.Url}/200", Body, ("Method", "POST"), ("FollowRedirects", "true"));

        Assert.Equal((1, "POST", ""), (other.Requests, other.LastMethod, other.LastBody));
    }
}
