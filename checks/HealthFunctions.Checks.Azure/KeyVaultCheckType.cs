using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Defines <c>Type=KeyVault</c>.</summary>
internal sealed partial class KeyVaultCheckType : AzureCheckType<KeyVaultCheckOptions>
{
    public const string AllowedUri = "the https URI of a key vault, such as https://shop.vault.azure.net";
    public const string AllowedSecretName = "the name of a secret, up to 127 letters, digits and hyphens, such as db-password";
    public const string SecretNamePattern = "^[A-Za-z0-9-]{1,127}$";

    public override string Name => "KeyVault";

    /// <summary>Gets for whom the tokens of a vault are: for all vaults of its cloud.</summary>
    internal static string AudienceOf(Uri vault)
    {
        string domain = vault.IdnHost[(vault.IdnHost.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return domain.StartsWith("vault.", StringComparison.Ordinal) ? $"https://{domain}" : "https://vault.azure.net";
    }

    protected override void Read(SettingsSection settings, KeyVaultCheckOptions options)
    {
        options.Uri = AzureConnection.ReadUri(settings, AllowedUri);
        options.ClientId = AzureConnection.ReadClientId(settings);
        options.SecretName = settings.GetString(nameof(options.SecretName));
        options.ExpiryWarning = ExpiryWarning.Read(settings, nameof(options.ExpiryWarning));
    }

    protected override void Validate(KeyVaultCheckOptions options, Action<string, string> reject)
    {
        if (options.Uri is { } uri)
        {
            AzureConnection.ValidateUri(uri, AllowedUri, isPathAllowed: false, reject);
        }
        else
        {
            reject(nameof(options.Uri), $"missing; allowed: {AllowedUri}");
        }

        AzureConnection.ValidateClientId(options.ClientId, isIdentity: true, reject);
        ResourceName.Validate(nameof(options.SecretName), options.SecretName, NameOfSecret(), AllowedSecretName, reject);
        ExpiryWarning.Validate(nameof(options.ExpiryWarning), options.ExpiryWarning, reject);
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The check disposes of the service, and that of its credential.")]
    protected override IHealthCheck Create(KeyVaultCheckOptions options, IServiceProvider services)
    {
        TimeProvider time = services.GetClock();
        IdentityCredential credential = new(CreateIdentity(AudienceOf(options.Uri!), options.ClientId, time));
        return new KeyVaultHealthCheck(new AzureService(credential, time, Trust), options.Uri!, options.SecretName!, options.ExpiryWarning, time);
    }

    [GeneratedRegex(SecretNamePattern, RegexOptions.CultureInvariant)]
    private static partial Regex NameOfSecret();
}
