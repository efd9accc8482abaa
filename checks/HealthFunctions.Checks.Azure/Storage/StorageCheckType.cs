using System.Diagnostics.CodeAnalysis;

namespace HealthFunctions.Checks.Azure.Storage;

/// <summary>Defines a type of check that asks a service of a storage account.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <param name="kind">The service.</param>
/// <param name="allowedUri">What is allowed as its URI, in words.</param>
internal abstract class StorageCheckType<TOptions>(StorageServiceKind kind, string allowedUri) : AzureCheckType<TOptions>
    where TOptions : class, new()
{
    /// <summary>For whom the tokens of all storage accounts are, of any cloud.</summary>
    private const string Audience = "https://storage.azure.com";

    /// <summary>Gets what is allowed as the URI, in words.</summary>
    protected string AllowedUri => allowedUri;

    protected void ValidateConnection(Uri? uri, string? connectionString, string? clientId, Action<string, string> reject) => AzureConnection.Validate(
        uri, connectionString, clientId, allowedUri, isPathAllowed: true, StorageConnection.Allowed, text => StorageConnection.Parse(text, kind) is not null, reject);

    /// <summary>Makes the service of options that are valid.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The service disposes of its credential.")]
    protected StorageService CreateService(Uri? uri, string? connectionString, string? clientId, TimeProvider time)
    {
        if (connectionString is null)
        {
            return new StorageService(uri!, new AzureService(new IdentityCredential(CreateIdentity(Audience, clientId, time)), time, Trust));
        }

        StorageConnection connection = StorageConnection.Parse(connectionString, kind)!;
        AzureCredential credential = connection.Signature is { } signature
            ? new SignatureCredential(signature)
            : new SharedKeyCredential(connection.Account!, connection.Key!, kind == StorageServiceKind.Table, time);
        return new StorageService(connection.Uri, new AzureService(credential, time, Trust));
    }
}
