using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Azure.Storage;

/// <summary>Defines a type of check that asks a service of a storage account.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <param name="kind">The service.</param>
/// <param name="allowedUri">What is allowed as its URI, in words.</param>
internal abstract class StorageCheckType<TOptions>(StorageServiceKind kind, string allowedUri) : AzureCheckType<TOptions>
    where TOptions : class, IConnectionOptions, new()
{
    /// <summary>For whom the tokens of all storage accounts are, of any cloud.</summary>
    private const string Audience = "https://storage.azure.com";

    protected override void Read(SettingsSection settings, TOptions options) => AzureConnection.Read(settings, options, allowedUri);

    protected override void Validate(TOptions options, Action<string, string> reject) => AzureConnection.Validate(
        options, allowedUri, isPathAllowed: true, StorageConnection.Allowed, text => StorageConnection.Parse(text, kind) is not null, reject);

    /// <summary>Makes the service of options that are valid.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The service disposes of its credential.")]
    protected StorageService CreateService(TOptions options, TimeProvider time)
    {
        if (options.ConnectionString is null)
        {
            return new StorageService(options.Uri!, new AzureService(new IdentityCredential(CreateIdentity(Audience, options.ClientId, time)), time, Trust));
        }

        StorageConnection connection = StorageConnection.Parse(options.ConnectionString, kind)!;
        AzureCredential credential = connection.Signature is { } signature
            ? new SignatureCredential(signature)
            : new SharedKeyCredential(connection.Account!, connection.Key!, kind == StorageServiceKind.Table, time);
        return new StorageService(connection.Uri, new AzureService(credential, time, Trust));
    }
}
