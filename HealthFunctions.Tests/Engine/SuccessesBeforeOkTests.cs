using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests how successes in a row are counted, shown and logged.</summary>
public sealed class SuccessesBeforeOkTests
{
    [Fact]
    public async Task SuccessesBeforeOk_runs_in_a_row_must_succeed_before_the_status_is_OK_again()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("SuccessesBeforeOk", "2"), ("MaxAge", "0s"));
        List<(HealthStatus, HealthReason?)> shown = [];

        foreach (HealthStatus status in (HealthStatus[])[HealthStatus.Healthy, HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Healthy])
        {
            Task<CheckResult> call = engine.GetOrStartRunAsync();
            (await check.NextRunAsync()).Return(new HealthCheckResult(status));
            CheckResult result = await call;
            shown.Add((result.Status, result.Outcome.Reason));
        }

        Assert.Equal(
            [(HealthStatus.Healthy, null), (HealthStatus.Unhealthy, null), (HealthStatus.Unhealthy, HealthReason.Recovering), (HealthStatus.Healthy, null)], shown);
        Assert.Equal(["OK", "ERROR", "OK"], engine.Logged("StatusChanged").Select(line => line.GetStructuredStateValue("To")));
    }
}
