using HealthFunctions.Testing;
using HealthFunctions.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Tests;

public sealed class HealthCheckFunctionsTests
{
    [Fact]
    public async Task The_reply_is_copied_whole()
    {
        await using ServiceProvider services = TriggerServices.Build();

        ContractAnswer answer = await new TriggerCall(services).SystemAsync();

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"message":"API running","code":"OK","ok":true}""", answer.Body);
        Assert.Equal(["Cache-Control", "Content-Length", "Content-Type", "X-Cold-Start", "X-Content-Type-Options"], answer.Headers.Keys.Order());
        Assert.Equal("47", answer.Headers["Content-Length"]);
    }

    [Fact]
    public async Task HEAD_has_no_body()
    {
        await using ServiceProvider services = TriggerServices.Build();

        ContractAnswer answer = await new TriggerCall(services) { Method = "HEAD" }.SystemAsync();

        Assert.Empty(answer.Body);
        Assert.Equal("47", answer.Headers["Content-Length"]);
    }

    [Fact]
    public async Task The_query_is_copied()
    {
        await using ServiceProvider services = TriggerServices.Build(
            checks => checks.AddCheck("shaky", DelegateCheck.Returning(HealthCheckResult.Degraded())));

        ContractAnswer answer = await new TriggerCall(services) { Url = "http://localhost/_system/check/shaky?warning=429" }.NamedAsync("shaky");

        Assert.Equal(429, answer.Status);
    }

    [Fact]
    public async Task The_name_is_that_of_the_route_whatever_prefix_the_app_has()
    {
        await using ServiceProvider services = TriggerServices.Build(
            checks => checks.AddCheck("good", DelegateCheck.Returning(HealthCheckResult.Healthy())));

        ContractAnswer answer = await new TriggerCall(services) { Url = "http://localhost/api/_system/check/good" }.NamedAsync("good");

        Assert.Equal(Expect.Ok, answer.Body);
    }

    [Fact]
    public async Task A_caller_that_has_gone_ends_the_invocation_without_an_exception()
    {
        TaskCompletionSource<HealthCheckResult> never = new();
        await using ServiceProvider services = TriggerServices.Build(checks => checks.AddCheck("hung", new DelegateCheck(_ => never.Task)));
        using CancellationTokenSource gone = new();
        Task<ContractAnswer> answer = new TriggerCall(services) { Cancelled = gone.Token }.NamedAsync("hung");

        await gone.CancelAsync();

        Assert.Equal(503, (await answer).Status);
        never.SetResult(HealthCheckResult.Healthy());
    }
}
