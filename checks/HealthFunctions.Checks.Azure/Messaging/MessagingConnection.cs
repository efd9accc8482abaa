using System.Diagnostics.CodeAnalysis;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Holds what a connection string tells of a namespace of Service Bus or Event Hubs.</summary>
internal sealed class MessagingConnection
{
    public const string Allowed =
        "the connection string of a namespace or an entity: Endpoint=sb://…, with SharedAccessKeyName and SharedAccessKey, or SharedAccessSignature";

    private const int TlsPort = 5671;
    private const int PlainPort = 5672;

    /// <summary>Gets the host of the namespace.</summary>
    public required string Host { get; init; }

    /// <summary>Gets the port of AMQP.</summary>
    public int Port { get; init; } = TlsPort;

    /// <summary>Gets whether the connection is secured by TLS: all are but those to the emulator.</summary>
    public bool IsTls { get; init; } = true;

    /// <summary>Gets the name of the policy whose key signs.</summary>
    public string? KeyName { get; init; }

    /// <summary>Gets the key of the policy; null where there is a signature.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the shared access signature; null where there is a key.</summary>
    public string? Signature { get; init; }

    /// <summary>Gets the entity that the connection string is for; null for the whole namespace.</summary>
    public string? Entity { get; init; }

    /// <summary>Makes the connection to a namespace that a valid URI names.</summary>
    public static MessagingConnection Of(Uri uri) => new() { Host = uri.IdnHost, Port = uri.IsDefaultPort ? TlsPort : uri.Port };

    /// <summary>Reads a connection string.</summary>
    /// <returns>Null for a text that is none.</returns>
    public static MessagingConnection? Parse(string text)
    {
        Dictionary<string, string> pairs = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !pairs.TryAdd(part[..equals].TrimEnd(), part[(equals + 1)..].TrimStart()))
            {
                return null;
            }
        }

        string? keyName = ValueOf(pairs, "SharedAccessKeyName");
        string? key = ValueOf(pairs, "SharedAccessKey");
        string? signature = ValueOf(pairs, "SharedAccessSignature");
        bool isTls = !string.Equals(ValueOf(pairs, "UseDevelopmentEmulator"), "true", StringComparison.OrdinalIgnoreCase);
        bool isSigned = signature is null ? keyName is not null && key is not null : keyName is null && key is null;
        return isSigned && TryParse(ValueOf(pairs, "Endpoint"), out Uri? endpoint)
            ? new MessagingConnection
            {
                Host = endpoint.IdnHost,
                Port = endpoint.Port > 0 ? endpoint.Port : isTls ? TlsPort : PlainPort,
                IsTls = isTls,
                KeyName = keyName,
                Key = key,
                Signature = signature,
                Entity = ValueOf(pairs, "EntityPath"),
            }
            : null;
    }

    private static string? ValueOf(Dictionary<string, string> pairs, string key) => pairs.TryGetValue(key, out string? value) && value.Length > 0 ? value : null;

    private static bool TryParse(string? text, [NotNullWhen(true)] out Uri? endpoint) =>
        Uri.TryCreate(text, UriKind.Absolute, out endpoint)
        && endpoint is { Scheme: "sb" or "amqps", Host.Length: > 0, AbsolutePath: "" or "/", Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 };
}
