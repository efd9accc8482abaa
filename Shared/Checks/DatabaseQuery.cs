using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>Holds what the options <c>Query</c> and <c>Expect</c> mean, for all databases.</summary>
internal static class DatabaseQuery
{
    public static void Validate(string query, string? expect, Action<string, string> reject)
    {
        if (string.IsNullOrWhiteSpace(query))
        {
            reject("Query", "empty; allowed: a query, such as SELECT 1");
        }

        if (expect is not null && ExpectedScalar.Parse(expect) is null)
        {
            reject("Expect", $"'{expect}'; allowed: {ExpectedScalar.Allowed}");
        }
    }

    /// <summary>Judges what a query has returned. The value itself may be anybody's data: it is not shown.</summary>
    public static HealthCheckResult Judge(object? value, ExpectedScalar? expected) => expected is null || expected.Matches(value)
        ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, $"The query did not return what was expected: {expected}.");
}
