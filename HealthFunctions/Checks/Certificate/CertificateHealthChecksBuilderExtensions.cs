using HealthFunctions.Checks.Certificate;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds checks of certificate files in code.</summary>
public static class CertificateHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that reads a certificate from a file, as <c>Type=Certificate</c> does in settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="configure">
    /// Sets the options, once, when the host starts; <see cref="CertificateCheckOptions.Path"/> is required. Wrong ones stop the start.
    /// </param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddCertificate(
        this IHealthChecksBuilder builder,
        string name,
        Action<CertificateCheckOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null) =>
        builder.AddCheck(name, new CertificateCheckType(), configure, failureStatus, tags, timeout);
}
