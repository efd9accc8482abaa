using System.Text;
using System.Text.Json.Nodes;
using HealthFunctions.Endpoint;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Endpoint;

/// <summary>Tests the requests that a host describes to the endpoint, whether or not it has routed them.</summary>
public sealed class HealthRequestTests
{
    [Theory]
    [InlineData("/_system/check")]
    [InlineData("/_SYSTEM/Check")]
    [InlineData("/_system/check/")]
    public void The_path_of_the_system_check_is_the_same_as_ForSystem(string path)
    {
        Assert.Equal(HealthRequest.ForSystem("GET"), HealthRequest.ForPath("GET", path));
        Assert.Null(HealthRequest.ForPath("GET", path).Name);
    }

    [Theory]
    [InlineData("/_system/check/Db", "Db")]
    [InlineData("/_SYSTEM/CHECK/db/", "db")]
    [InlineData("/_system/check/a b", "a b")]
    public void The_path_of_a_check_is_the_same_as_ForCheck(string path, string name)
    {
        Assert.Equal(HealthRequest.ForCheck("HEAD", name), HealthRequest.ForPath("HEAD", path));
        Assert.Equal(name, HealthRequest.ForPath("HEAD", path).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("_system/check")]
    [InlineData("/_system/checked")]
    [InlineData("/_system/check//")]
    [InlineData("/_system/check/a/b")]
    public async Task Any_other_path_is_404(string path)
    {
        Assert.Equal(404, (await HandleAsync(HealthRequest.ForPath("GET", path))).StatusCode);
        Assert.Null(HealthRequest.ForPath("GET", path).Name);
    }

    [Theory]
    [InlineData("db", 200)]
    [InlineData("DB", 200)]
    [InlineData("group", 200)]
    [InlineData("nope", 404)]
    [InlineData("", 404)]
    [InlineData("db/", 404)]
    public async Task ForCheck_takes_the_name_as_it_is(string name, int status) =>
        Assert.Equal(status, (await HandleAsync(HealthRequest.ForCheck("GET", name))).StatusCode);

    [Fact]
    public async Task The_query_counts_with_and_without_its_question_mark()
    {
        HealthRequest request = HealthRequest.ForCheck("GET", "shaky");

        Assert.Equal(500, (await HandleAsync(request)).StatusCode);
        Assert.Equal(200, (await HandleAsync(request with { Query = "?warning=200" })).StatusCode);
        Assert.Equal(200, (await HandleAsync(request with { Query = "warning=200" })).StatusCode);
    }

    [Fact]
    public void Requests_are_equal_by_method_route_name_and_query()
    {
        HealthRequest request = HealthRequest.ForCheck("GET", "db");

        Assert.True(request == HealthRequest.ForCheck("GET", "db"));
        Assert.Equal(request.GetHashCode(), HealthRequest.ForCheck("GET", "db").GetHashCode());
        Assert.True(request != HealthRequest.ForCheck("HEAD", "db"));
        Assert.True(request != HealthRequest.ForCheck("GET", "other"));
        Assert.True(request != HealthRequest.ForSystem("GET"));
        Assert.True(request != request with { Query = "warning=200" });
        Assert.False(request.Equals("db"));
    }

    [Fact]
    public async Task The_default_is_a_request_for_no_path() => Assert.Equal(404, (await HandleAsync(default)).StatusCode);

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("method", () => HealthRequest.ForSystem(null!));
        Assert.Throws<ArgumentNullException>("method", () => HealthRequest.ForCheck(null!, "db"));
        Assert.Throws<ArgumentNullException>("name", () => HealthRequest.ForCheck("GET", null!));
        Assert.Throws<ArgumentNullException>("path", () => HealthRequest.ForPath("GET", null!));
    }

    [Fact]
    public async Task The_system_check_answers_with_the_verdict_that_SystemHealthCheck_throws()
    {
        HealthCheckOkException verdict = await Assert.ThrowsAsync<HealthCheckOkException>(
            () => new SystemHealthCheck().CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken));
        JsonObject expected = verdict.AdditionalProperties.DeepClone().AsObject();
        expected["code"] = HealthCode.Of(verdict.Status);
        expected["ok"] = true;

        HealthResponse response = await HandleAsync(HealthRequest.ForSystem("GET"));

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(expected.ToJsonString(), Encoding.UTF8.GetString(response.Body.Span));
    }

    private static async Task<HealthResponse> HandleAsync(HealthRequest request)
    {
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("db", DelegateCheck.Returning(HealthCheckResult.Healthy()), tags: ["group"])
            .AddCheck("shaky", DelegateCheck.Returning(HealthCheckResult.Degraded())));
        return await engine.Services.GetRequiredService<HealthEndpoint>().HandleAsync(request, TestContext.Current.CancellationToken);
    }
}
