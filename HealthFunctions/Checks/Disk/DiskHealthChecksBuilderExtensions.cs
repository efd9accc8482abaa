using HealthFunctions.Checks.Disk;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds disk checks in code.</summary>
public static class DiskHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that looks at the free space of a path or of all local volumes, as <c>Type=Disk</c> does in settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="configure">
    /// Sets the options, once, when the host starts; at least one limit is required. Wrong ones stop the start.
    /// </param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddDisk(
        this IHealthChecksBuilder builder,
        string name,
        Action<DiskCheckOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null) =>
        builder.AddCheck(name, new DiskCheckType(), configure, failureStatus, tags, timeout);
}
