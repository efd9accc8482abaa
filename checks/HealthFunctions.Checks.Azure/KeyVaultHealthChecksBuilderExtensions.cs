using HealthFunctions.Checks.Azure;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds checks of key vaults.</summary>
public static class KeyVaultHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that asks a key vault for a secret, as <c>Type=KeyVault</c> does in settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="configure">
    /// Sets the options, once, when the host starts; <see cref="KeyVaultCheckOptions.Uri"/> and <see cref="KeyVaultCheckOptions.SecretName"/>
    /// are required. Wrong ones stop the start.
    /// </param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddKeyVault(
        this IHealthChecksBuilder builder,
        string name,
        Action<KeyVaultCheckOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null) =>
        builder.AddCheck(name, new KeyVaultCheckType(), configure, failureStatus, tags, timeout);
}
