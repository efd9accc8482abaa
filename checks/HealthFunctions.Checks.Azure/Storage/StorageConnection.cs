using System.Diagnostics.CodeAnalysis;

namespace HealthFunctions.Checks.Azure.Storage;

/// <summary>Holds what a connection string tells of one service of a storage account.</summary>
internal sealed class StorageConnection
{
    public const string Allowed = "a connection string of a storage account, with AccountKey or SharedAccessSignature, or UseDevelopmentStorage=true";

    /// <summary>The account of the emulator and its key, which are the same everywhere and no secret.</summary>
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Gets the URI of the service.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Gets the name of the account, which signs.</summary>
    public string? Account { get; init; }

    /// <summary>Gets the key of the account; null where there is a signature.</summary>
    [SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "It is handed on as it is.")]
    public byte[]? Key { get; init; }

    /// <summary>Gets the shared access signature, without its question mark; null where there is a key.</summary>
    public string? Signature { get; init; }

    /// <summary>Reads a connection string.</summary>
    /// <returns>Null for a text that is none, or names no such service.</returns>
    public static StorageConnection? Parse(string text, StorageServiceKind service)
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

        return pairs.TryGetValue("UseDevelopmentStorage", out string? emulator) ? OfEmulator(emulator, pairs, service) : OfAccount(pairs, service);
    }

    private static StorageConnection? OfEmulator(string value, Dictionary<string, string> pairs, StorageServiceKind service)
    {
        string origin = pairs.GetValueOrDefault("DevelopmentStorageProxyUri", "http://127.0.0.1").TrimEnd('/');
        int port = 10_000 + (int)service;
        return value.Equals("true", StringComparison.OrdinalIgnoreCase) && TryParse($"{origin}:{port}/{EmulatorAccount}", out Uri? uri)
            ? new StorageConnection { Uri = uri, Account = EmulatorAccount, Key = Convert.FromBase64String(EmulatorKey) }
            : null;
    }

    private static StorageConnection? OfAccount(Dictionary<string, string> pairs, StorageServiceKind service)
    {
        string? account = pairs.GetValueOrDefault("AccountName");
        string? endpoint = pairs.GetValueOrDefault($"{service}Endpoint");
        if (endpoint is null && !string.IsNullOrEmpty(account))
        {
            string name = service switch { StorageServiceKind.Blob => "blob", StorageServiceKind.Queue => "queue", _ => "table" };
            endpoint = $"{pairs.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{account}.{name}.{pairs.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        }

        if (!TryParse(endpoint, out Uri? uri))
        {
            return null;
        }

        if (pairs.GetValueOrDefault("SharedAccessSignature")?.TrimStart('?') is { Length: > 0 } signature)
        {
            return new StorageConnection { Uri = uri, Signature = signature };
        }

        return !string.IsNullOrEmpty(account) && KeyOf(pairs.GetValueOrDefault("AccountKey")) is { } key
            ? new StorageConnection { Uri = uri, Account = account, Key = key }
            : null;
    }

    private static byte[]? KeyOf(string? text)
    {
        byte[] key = new byte[text?.Length ?? 0];
        return Convert.TryFromBase64String(text ?? string.Empty, key, out int length) && length > 0 ? key[..length] : null;
    }

    private static bool TryParse(string? text, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri) && uri.Scheme is "http" or "https" && uri is { Host.Length: > 0, Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 };
}
