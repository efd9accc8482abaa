using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Defines a type of check that asks a namespace of Service Bus or Event Hubs.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <param name="audience">For whom the tokens of a managed identity are.</param>
internal abstract class MessagingCheckType<TOptions>(string audience) : AzureCheckType<TOptions>
    where TOptions : class, IConnectionOptions, new()
{
    public const string AllowedUri = "the https URI of a namespace, such as https://shop.servicebus.windows.net";

    protected override void Read(SettingsSection settings, TOptions options) => AzureConnection.Read(settings, options, AllowedUri);

    protected override void Validate(TOptions options, Action<string, string> reject) => AzureConnection.Validate(
        options, AllowedUri, isPathAllowed: false, MessagingConnection.Allowed, text => MessagingConnection.Parse(text) is not null, reject);

    /// <summary>Gets the entity that the connection string is for; null for any.</summary>
    protected static string? EntityOf(string? connectionString) => connectionString is null ? null : MessagingConnection.Parse(connectionString)?.Entity;

    /// <summary>Makes the connection of options that are valid.</summary>
    protected static MessagingConnection ConnectionOf(TOptions options) =>
        options.ConnectionString is null ? MessagingConnection.Of(options.Uri!) : MessagingConnection.Parse(options.ConnectionString)!;

    /// <summary>Makes the service of options that are valid.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The service disposes of its credential.")]
    protected MessagingService CreateService(MessagingConnection connection, string? clientId, TimeProvider time) => new(
        connection,
        connection is { Key: null, Signature: null }
            ? new IdentityMessagingCredential(CreateIdentity(audience, clientId, time))
            : new SignatureMessagingCredential(connection, time),
        time,
        Trust);
}
