using System.Text;
using HealthFunctions.Endpoint;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Endpoint;

/// <summary>Tests the group <c>all</c>, which is every check.</summary>
public sealed class EveryCheckTests
{
    private static readonly DelegateCheck Good = DelegateCheck.Returning(HealthCheckResult.Healthy());
    private static readonly DelegateCheck Shaky = DelegateCheck.Returning(HealthCheckResult.Degraded());
    private static readonly DelegateCheck Bad = DelegateCheck.Returning(HealthCheckResult.Unhealthy());

    [Theory]
    [InlineData("all")]
    [InlineData("ALL")]
    public async Task All_answers_with_the_worst_of_every_check_with_and_without_tags(string name)
    {
        await AnsweredAsync(name, 200, Expect.Ok, checks => checks.AddCheck("a", Good, tags: ["x"]).AddCheck("b", Good));
        await AnsweredAsync(name, 500, Expect.Warning, checks => checks.AddCheck("a", Good, tags: ["x"]).AddCheck("b", Shaky));
        await AnsweredAsync(name, 500, Expect.Error, checks => checks.AddCheck("a", Shaky).AddCheck("b", Bad, tags: ["x"]));
    }

    [Fact]
    public Task A_check_of_that_name_beats_the_group() =>
        AnsweredAsync("all", 200, Expect.Ok, checks => checks.AddCheck("All", Good).AddCheck("b", Bad));

    [Fact]
    public Task A_tag_of_that_name_takes_no_check_out_of_it() =>
        AnsweredAsync("all", 500, Expect.Error, checks => checks.AddCheck("a", Good, tags: ["all"]).AddCheck("b", Bad));

    [Fact]
    public Task Without_checks_there_is_no_such_group() => AnsweredAsync("all", 404, Expect.NotFound, _ => { });

    private static async Task AnsweredAsync(string name, int status, string body, Action<IHealthChecksBuilder> register)
    {
        await using EngineUnderTest engine = new(register);

        HealthResponse response = await engine.GetAsync($"/_system/check/{name}");

        Assert.Equal((status, body), (response.StatusCode, Encoding.UTF8.GetString(response.Body.Span)));
    }
}
