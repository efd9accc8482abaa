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
    [InlineData("/_system/check///")]
    [InlineData("/_system/check/a/b")]
    [InlineData("/_system/check/a//")]
    public async Task Any_other_path_is_404(string path)
    {
        Assert.Equal(404, (await HandleAsync(HealthRequest.ForPath("GET", path))).StatusCode);
        Assert.Null(HealthRequest.ForPath("GET", path).Name);
    }

    [Theory]
    [InlineData("/_system/check/")]
    [InlineData("/_SYSTEM/Check//")]
    public async Task A_path_that_ends_before_the_name_has_an_empty_one(string path)
    {
        Assert.Equal(HealthRequest.ForCheck("GET", string.Empty), HealthRequest.ForPath("GET", path));
        Assert.Equal(HealthRequest.ForCheck("GET", string.Empty), HealthRequest.ForSystem("GET", $"/prefix{path}"));
        Assert.Equal(404, (await HandleAsync(HealthRequest.ForPath("GET", path))).StatusCode);
    }

    [Fact]
    public void A_routed_path_without_a_slash_at_its_end_is_the_system_check() =>
        Assert.Equal(HealthRequest.ForSystem("GET"), HealthRequest.ForSystem("GET", "/prefix/_system/check"));

    [Theory]
    [InlineData("get", 200)]
    [InlineData("Head", 200)]
    [InlineData("POST", 405)]
    [InlineData("post", 405)]
    [InlineData("", 405)]
    public async Task Methods_are_compared_without_case(string method, int status)
    {
        HealthResponse named = await HandleAsync(HealthRequest.ForCheck(method, "db"));
        HealthResponse system = await HandleAsync(HealthRequest.ForSystem(method));

        Assert.Equal((status, status), (named.StatusCode, system.StatusCode));
        Assert.False(named.Body.IsEmpty || system.Body.IsEmpty);
    }

    [Theory]
    [InlineData("GET", "/nope", 404)]
    [InlineData("POST", "/nope", 404)]
    [InlineData("POST", "/_system/check/nope", 405)]
    [InlineData("POST", "/_system/check", 405)]
    [InlineData("GET", "/_system/check/nope", 404)]
    [InlineData("GET", "/_system/check/shaky", 400)]
    [InlineData("GET", "/_system/check", 400)]
    [InlineData("HEAD", "/_system/check", 400)]
    public async Task The_first_that_is_wrong_of_path_method_name_and_query_counts(string method, string path, int status) =>
        Assert.Equal(status, (await HandleAsync(HealthRequest.ForPath(method, path) with { Query = "?warning=no" })).StatusCode);

    [Theory]
    [InlineData("db", 200)]
    [InlineData("db  ", 200)]
    [InlineData(" db", 404)]
    [InlineData("DB", 200)]
    [InlineData("group", 200)]
    [InlineData("nope", 404)]
    [InlineData("", 404)]
    [InlineData("  ", 404)]
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
    public async Task A_refused_query_starts_no_run()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Returning(HealthCheckResult.Healthy()));

        Assert.Equal(400, (await engine.GetAsync("/_system/check/db", "warning=201")).StatusCode);
        Assert.Empty(engine.Started.GetMeasurementSnapshot());
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
        Assert.Throws<ArgumentNullException>("path", () => HealthRequest.ForSystem("GET", null!));
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
