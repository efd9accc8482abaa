using HealthFunctions.Endpoint;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Endpoint;

/// <summary>Tests the header that tells the first answer of a process from the others.</summary>
public sealed class ColdStartTests
{
    [Theory]
    [InlineData("/_system/check")]
    [InlineData("/_system/check/db")]
    [InlineData("/_system/check/nope")]
    public async Task The_first_answer_has_the_header_and_no_other(string path)
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Returning(HealthCheckResult.Healthy()));

        HealthResponse first = await engine.GetAsync(path);
        HealthResponse second = await engine.GetAsync(path);

        Assert.Contains(KeyValuePair.Create("X-Cold-Start", "true"), first.Headers);
        Assert.DoesNotContain(second.Headers, header => header.Key == "X-Cold-Start");
        Assert.Equal(first.StatusCode, second.StatusCode);
        Assert.Equal(first.Body, second.Body);
    }

    [Fact]
    public async Task Of_answers_at_the_same_time_one_has_the_header()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Returning(HealthCheckResult.Healthy()));

        HealthResponse[] answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Task.Run(() => engine.GetAsync("/_system/check").AsTask())));

        Assert.Single(answers, answer => answer.Headers.Any(header => header.Key == "X-Cold-Start"));
    }
}
