using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Azure;

/// <summary>Holds which secret of a key vault a check asks for, and when its end is a WARNING.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>secretDaysLeft</term><description>whole days until the secret ends, where it has an end (<c>d</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Authentication"/></term></item>
/// <item><term><see cref="HealthReason.Forbidden"/></term></item>
/// <item><term><see cref="HealthReason.NotFound"/></term></item>
/// <item><term><see cref="HealthReason.Threshold"/></term></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedStatus"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__vault__Type=KeyVault
/// HealthChecks__vault__Uri=https://shop.vault.azure.net
/// HealthChecks__vault__SecretName=db-password
/// HealthChecks__vault__ExpiryWarning=14d
/// </code>
/// </example>
public sealed class KeyVaultCheckOptions
{
    /// <summary>Gets or sets the URI of the vault, which a managed identity of the app asks.</summary>
    /// <value>Required: an https URI, such as <c>https://shop.vault.azure.net</c>.</value>
    [Required]
    [RegularExpression(AzureConnection.OriginPattern, ErrorMessage = KeyVaultCheckType.AllowedUri)]
    public Uri? Uri { get; set; }

    /// <summary>Gets or sets the client ID of the managed identity.</summary>
    /// <value>The default is null: what <c>AZURE_CLIENT_ID</c> names in the environment, else the identity that the system assigns. A GUID.</value>
    [RegularExpression(AzureConnection.ClientIdPattern, ErrorMessage = AzureConnection.AllowedClientId)]
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the name of the secret, of which the current version is asked for.</summary>
    /// <value>Required, such as <c>db-password</c>. It must exist.</value>
    [Required]
    [RegularExpression(KeyVaultCheckType.SecretNamePattern, ErrorMessage = KeyVaultCheckType.AllowedSecretName)]
    public string? SecretName { get; set; }

    /// <summary>Gets or sets the time before its end from which the secret is a WARNING.</summary>
    /// <value>The default is null: off; 1 second to 366 days.</value>
    [DurationRange("1s", "366d")]
    public TimeSpan? ExpiryWarning { get; set; }
}
