using HealthFunctions.Checks.Azure;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds checks of blob containers.</summary>
public static class BlobHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that asks Azure Storage for a container of blobs, as <c>Type=Blob</c> does in settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="configure">
    /// Sets the options, once, when the host starts; <see cref="BlobCheckOptions.Container"/> and one of <see cref="BlobCheckOptions.Uri"/>
    /// and <see cref="BlobCheckOptions.ConnectionString"/> are required. Wrong ones stop the start.
    /// </param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddBlob(
        this IHealthChecksBuilder builder,
        string name,
        Action<BlobCheckOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null) =>
        builder.AddCheck(name, new BlobCheckType(), configure, failureStatus, tags, timeout);
}
