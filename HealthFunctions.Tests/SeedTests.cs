using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests;

/// <summary>Tests the expectations that this project began with, those of supercell.</summary>
public sealed class SeedTests
{
    [Fact]
    public async Task The_system_check_answers_that_the_API_is_running()
    {
        await using HealthApp app = await HealthApp.StartAsync();

        await app.Client.AnswerAsync("/_system/check", 200, """{"message":"API running","code":"OK","ok":true}""");
    }

    [Fact]
    public async Task A_check_that_throws_WARNING_is_answered_with_500_and_its_code()
    {
        await using HealthApp app = await HealthApp.StartAsync(checks => checks.AddCheck<WarningCheck>("test"));

        await app.Client.AnswerAsync("/_system/check/test", 500, """{"code":"WARNING","error":true}""");
    }

    [Fact]
    public async Task A_check_that_throws_ERROR_is_answered_with_500_and_its_code()
    {
        await using HealthApp app = await HealthApp.StartAsync(checks => checks.AddCheck<ErrorCheck>("test"));

        await app.Client.AnswerAsync("/_system/check/test", 500, """{"code":"ERROR","error":true}""");
    }

    private sealed class WarningCheck : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            throw new HealthCheckWarningException();
    }

    private sealed class ErrorCheck : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            throw new HealthCheckErrorException();
    }
}
