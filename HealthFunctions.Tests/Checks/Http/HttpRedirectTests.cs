using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Http;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Tests what HTTP checks send where a redirect leads.</summary>
public sealed class HttpRedirectTests
{
    private static readonly (string Key, string Value) Follow = ("FollowRedirects", "true");
    private static readonly (string Key, string Value) ApiKey = ("Headers__X-Api-Key", "secret");
    private static readonly (string Key, string Value) Agent = ("Headers__User-Agent", "mine/1");

    [Fact]
    public async Task Headers_go_with_a_redirect_to_the_same_origin()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        HealthReportEntry entry = await HttpProbe.ReportAsync($"{server.Url}/302?to={server.Url}/200", Follow, ApiKey, Agent);

        Assert.Equal((HealthStatus.Healthy, 2), (entry.Status, server.Requests));
        Assert.Equal(("secret", "mine/1"), (server.LastHeaders["X-Api-Key"], server.LastHeaders["User-Agent"]));
    }

    [Fact]
    public async Task Headers_do_not_go_to_another_origin()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using ResourceServer other = await ResourceServer.StartAsync();

        HealthReportEntry entry = await HttpProbe.ReportAsync(
            $"{server.Url}/302?to={other.Url}/200", Follow, ApiKey, Agent, ("Headers__Cookie", "a=b"), ("Headers__Authorization", "Bearer t"), ("Headers__Host", "shop"));

        Assert.Equal((HealthStatus.Healthy, 1), (entry.Status, other.Requests));
        Assert.Equal(["Connection", "Host", "User-Agent"], other.LastHeaders.Keys.Where(name => name != "traceparent").Order());
        Assert.Equal((new Uri(other.Url).Authority, "HealthFunctions"), (other.LastHeaders["Host"], other.LastHeaders["User-Agent"]));
    }

    [Fact]
    public async Task Headers_do_not_come_back_from_another_origin()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using ResourceServer other = await ResourceServer.StartAsync();

        // The last step stays on the origin that the headers are for.
        string back = Uri.EscapeDataString($"{other.Url}/302?to={server.Url}/302");
        await HttpProbe.ReportAsync($"{server.Url}/302?to={back}", Follow, ApiKey);

        Assert.Equal((3, 1), (server.Requests, other.Requests));
        Assert.DoesNotContain("X-Api-Key", server.LastHeaders);
    }

    [Theory]
    [InlineData("POST", "301", "GET")]
    [InlineData("POST", "302", "GET")]
    [InlineData("POST", "303", "GET")]
    [InlineData("PUT", "302", "PUT")]
    [InlineData("PUT", "303", "GET")]
    [InlineData("HEAD", "303", "HEAD")]
    [InlineData("POST", "307", "POST")]
    [InlineData("POST", "308", "POST")]
    public async Task The_method_follows_the_kind_of_redirect(string method, string status, string followed)
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        HealthReportEntry entry = await HttpProbe.ReportAsync($"{server.Url}/{status}", Follow, ("Method", method));

        Assert.Equal((HealthStatus.Healthy, followed), (entry.Status, server.LastMethod));
    }

    [Fact]
    public async Task After_ten_redirects_the_next_is_judged_by_its_status()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        string loop = $"{server.Url}/302?to=/302";
        for (int i = 0; i < 12; i++)
        {
            loop = $"{server.Url}/302?to={Uri.EscapeDataString(loop)}";
        }

        HealthReportEntry entry = await HttpProbe.ReportAsync(loop, Follow);

        Assert.Equal((HealthStatus.Unhealthy, "Expected status 200-299, got 302."), (entry.Status, entry.Description));
        Assert.Equal(11, server.Requests);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://")]
    [InlineData("")]
    public async Task A_redirect_that_leads_nowhere_is_judged_by_its_status(string target)
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        HealthReportEntry entry = await HttpProbe.ReportAsync($"{server.Url}/302?to={target}", Follow);

        Assert.Equal((HealthStatus.Unhealthy, "Expected status 200-299, got 302."), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_not_followed()
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(30));
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);
        await using ResourceServer plain = await ResourceServer.StartAsync();
        using HttpHealthCheck check = HttpProbe.Check(
            $"{server.Url}/302?to={plain.Url}/200".Replace("https://127.0.0.1", "https://localhost", StringComparison.Ordinal),
            TestCertificate.Trust(certificate),
            settings: Follow);

        HealthCheckResult result = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        Assert.Equal((HealthStatus.Unhealthy, "Expected status 200-299, got 302."), (result.Status, result.Description));
        Assert.Equal(0, plain.Requests);
    }
}
