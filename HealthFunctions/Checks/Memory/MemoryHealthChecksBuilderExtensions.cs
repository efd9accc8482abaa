using HealthFunctions.Checks.Memory;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds memory checks in code.</summary>
public static class MemoryHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that looks at the memory in use, of the container or of the machine, as <c>Type=Memory</c> does in settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="configure">
    /// Sets the options, once, when the host starts; at least one limit is required. Wrong ones stop the start.
    /// </param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddMemory(
        this IHealthChecksBuilder builder,
        string name,
        Action<MemoryCheckOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null) =>
        builder.AddCheck(name, new MemoryCheckType(), configure, failureStatus, tags, timeout);
}
