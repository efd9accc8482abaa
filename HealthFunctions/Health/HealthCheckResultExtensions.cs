using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Health;

namespace Microsoft.Extensions.Diagnostics.HealthChecks;

/// <summary>Makes results that tell their reason.</summary>
[SuppressMessage("Design", "CA1034:Nested types should not be visible", Justification = "An extension block is no type.")]
public static class HealthCheckResultExtensions
{
    /// <summary>Names the data of a result that holds its <see cref="HealthReason"/>.</summary>
    public const string ReasonKey = "reason";

    extension(HealthCheckResult)
    {
        /// <summary>Makes the result ERROR, with its reason.</summary>
        /// <param name="reason">The reason; the data of the result has it as <see cref="ReasonKey"/>.</param>
        /// <param name="description">For the log and for reports. The default is null: none.</param>
        /// <param name="exception">The cause, for the log and for reports. The default is null: none.</param>
        /// <param name="data">More data. The default is null: none.</param>
        /// <returns>The result.</returns>
        public static HealthCheckResult Unhealthy(
            HealthReason reason, string? description = null, Exception? exception = null, IReadOnlyDictionary<string, object>? data = null) =>
            HealthCheckResult.Unhealthy(description, exception, With(reason, data));

        /// <summary>Makes the result WARNING, with its reason.</summary>
        /// <inheritdoc cref="extension(HealthCheckResult).Unhealthy(HealthReason, string?, Exception?, IReadOnlyDictionary{string, object}?)"/>
        public static HealthCheckResult Degraded(
            HealthReason reason, string? description = null, Exception? exception = null, IReadOnlyDictionary<string, object>? data = null) =>
            HealthCheckResult.Degraded(description, exception, With(reason, data));
    }

    private static IReadOnlyDictionary<string, object> With(HealthReason reason, IReadOnlyDictionary<string, object>? data)
    {
        Dictionary<string, object> all = data is null ? [] : new(data);
        all[ReasonKey] = reason;
        return data is PublicHealthCheckData chosen ? new PublicHealthCheckData(chosen.AdditionalProperties, all) : all;
    }
}
