using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Azure;

/// <summary>
/// Reads and validates where a service is and who asks it: <c>Uri</c>, with a managed identity that <c>ClientId</c> may name, or
/// <c>ConnectionString</c>. No error shows what may be a secret.
/// </summary>
internal static class AzureConnection
{
    public const string ConnectionStringKey = "ConnectionString";
    public const string UriKey = "Uri";
    public const string ClientIdKey = "ClientId";

    /// <summary>Matches the URIs that are allowed, for editors.</summary>
    public const string UriPattern = @"^[Hh][Tt][Tt][Pp][Ss]://[^/?#@\s]+(/[^?#\s]*)?$";

    /// <summary>Matches the URIs that are allowed where they have no path, for editors.</summary>
    public const string OriginPattern = @"^[Hh][Tt][Tt][Pp][Ss]://[^/?#@\s]+/?$";

    /// <summary>Matches the client ID of an identity, for editors.</summary>
    public const string ClientIdPattern = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";

    public const string AllowedClientId = "the client ID of an identity, a GUID";

    /// <param name="settings">The settings of the check.</param>
    /// <param name="options">The options to fill.</param>
    /// <param name="allowedUri">What is allowed as a URI, in words.</param>
    public static void Read(SettingsSection settings, IConnectionOptions options, string allowedUri)
    {
        options.Uri = ReadUri(settings, allowedUri);
        options.ConnectionString = settings.GetString(ConnectionStringKey);
        options.ClientId = ReadClientId(settings);
    }

    /// <param name="settings">The settings of the check.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    public static Uri? ReadUri(SettingsSection settings, string allowed) =>
        settings.GetValue<Uri?>(UriKey, null, allowed, (string text, out Uri? uri) => Uri.TryCreate(text, UriKind.Absolute, out uri));

    public static string? ReadClientId(SettingsSection settings) => settings.GetString(ClientIdKey);

    /// <summary>Reports all but exactly one of a URI and a connection string.</summary>
    /// <param name="options">The options.</param>
    /// <param name="allowedUri">What is allowed as a URI, in words.</param>
    /// <param name="isPathAllowed">Whether the URI may have a path.</param>
    /// <param name="allowedConnectionString">What is allowed as a connection string, in words.</param>
    /// <param name="isConnectionString">Tells whether a text is one.</param>
    /// <param name="reject">Reports an error.</param>
    public static void Validate(
        IConnectionOptions options,
        string allowedUri,
        bool isPathAllowed,
        string allowedConnectionString,
        Func<string, bool> isConnectionString,
        Action<string, string> reject)
    {
        (Uri? uri, string? connectionString) = (options.Uri, options.ConnectionString);
        if (uri is not null && connectionString is not null)
        {
            reject(ConnectionStringKey, $"given beside {UriKey}; allowed: one of them");
        }
        else if (uri is null && string.IsNullOrWhiteSpace(connectionString))
        {
            reject(UriKey, $"missing, and so is {ConnectionStringKey}; allowed: one of them, {allowedUri} or {allowedConnectionString}");
        }
        else if (uri is null && !isConnectionString(connectionString!))
        {
            reject(ConnectionStringKey, $"not a connection string; allowed: {allowedConnectionString}");
        }

        if (uri is not null)
        {
            ValidateUri(uri, allowedUri, isPathAllowed, reject);
        }

        ValidateClientId(options.ClientId, isIdentity: connectionString is null, reject);
    }

    /// <summary>Reports a URI to which no token can go, or with more than it may have.</summary>
    /// <param name="uri">The option <c>Uri</c>.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    /// <param name="isPathAllowed">Whether it may have a path.</param>
    /// <param name="reject">Reports an error.</param>
    public static void ValidateUri(Uri uri, string allowed, bool isPathAllowed, Action<string, string> reject)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme != Uri.UriSchemeHttps || uri.Host.Length == 0)
        {
            reject(UriKey, $"not an https URI, and a token goes over no other; allowed: {allowed}");
        }
        else if (uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            reject(UriKey, $"a URI with more than a host and a path; allowed: {allowed}");
        }
        else if (!isPathAllowed && uri.AbsolutePath != "/")
        {
            reject(UriKey, $"a URI with a path; allowed: {allowed}");
        }
    }

    /// <param name="clientId">The option <c>ClientId</c>.</param>
    /// <param name="isIdentity">Whether it is an identity that asks.</param>
    /// <param name="reject">Reports an error.</param>
    public static void ValidateClientId(string? clientId, bool isIdentity, Action<string, string> reject)
    {
        if (clientId is null)
        {
            return;
        }

        if (!isIdentity)
        {
            reject(ClientIdKey, $"given beside {ConnectionStringKey}; allowed: beside {UriKey}");
        }

        if (!Guid.TryParseExact(clientId, "D", out _))
        {
            reject(ClientIdKey, $"'{clientId}'; allowed: {AllowedClientId}");
        }
    }
}
