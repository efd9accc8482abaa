using System.Text.Json.Nodes;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Health;

/// <summary>Tests the health exceptions.</summary>
public sealed class HealthCheckExceptionTests
{
    private static readonly InvalidOperationException Cause = new();

    public static TheoryData<HealthCheckException, HealthStatus, string, Exception?> Verdicts => new()
    {
        { new HealthCheckOkException(), HealthStatus.Healthy, "OK", null },
        { new HealthCheckOkException("said"), HealthStatus.Healthy, "said", null },
        { new HealthCheckOkException("said", Cause), HealthStatus.Healthy, "said", Cause },
        { new HealthCheckWarningException(), HealthStatus.Degraded, "WARNING", null },
        { new HealthCheckWarningException("said"), HealthStatus.Degraded, "said", null },
        { new HealthCheckWarningException("said", Cause), HealthStatus.Degraded, "said", Cause },
        { new HealthCheckErrorException(), HealthStatus.Unhealthy, "ERROR", null },
        { new HealthCheckErrorException("said"), HealthStatus.Unhealthy, "said", null },
        { new HealthCheckErrorException("said", Cause), HealthStatus.Unhealthy, "said", Cause },
    };

    [Theory]
    [MemberData(nameof(Verdicts), DisableDiscoveryEnumeration = true)]
    public void A_health_exception_has_its_status_and_the_message_or_the_code(
        HealthCheckException verdict, HealthStatus status, string message, Exception? cause)
    {
        Assert.Equal((status, message, cause), (verdict.Status, verdict.Message, verdict.InnerException));
        Assert.Empty(verdict.AdditionalProperties);
    }

    [Fact]
    public void A_health_exception_takes_its_public_properties()
    {
        JsonObject properties = new() { ["waiting"] = 7 };

        HealthCheckException[] verdicts =
        [
            new HealthCheckOkException(properties), new HealthCheckWarningException(properties, "said"), new HealthCheckErrorException(properties, "said", Cause),
        ];

        Assert.All(verdicts, verdict => Assert.Same(properties, verdict.AdditionalProperties));
        Assert.Equal([HealthStatus.Healthy, HealthStatus.Degraded, HealthStatus.Unhealthy], verdicts.Select(verdict => verdict.Status));
        Assert.Equal(["OK", "said", "said"], verdicts.Select(verdict => verdict.Message));
        Assert.Same(Cause, verdicts[2].InnerException);
    }
}
