using HealthFunctions.Checks.Smtp;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds SMTP checks.</summary>
public static class SmtpHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that connects to an SMTP server and sends no mail, as <c>Type=Smtp</c> does in settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="configure">
    /// Sets the options, once, when the host starts; <see cref="SmtpCheckOptions.Host"/> is required. Wrong ones stop the start.
    /// </param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddSmtp(
        this IHealthChecksBuilder builder,
        string name,
        Action<SmtpCheckOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null) =>
        builder.AddCheck(name, new SmtpCheckType(), configure, failureStatus, tags, timeout);

    /// <summary>Adds the type, so that settings can name it: <c>HealthChecks__&lt;name&gt;__Type=Smtp</c>.</summary>
    /// <param name="builder">The builder that <c>services.AddHealthFunctions()</c> returns. Calling this again adds nothing.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddSmtpCheckTypes(this IHealthChecksBuilder builder) => builder.AddCheckType(new SmtpCheckType());
}
