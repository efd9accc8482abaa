using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HealthFunctions.Settings;

namespace HealthFunctions.Server;

/// <summary>
/// Tells whether a URL says where to listen. Stricter than Kestrel, which listens on every address where it does not know a
/// host, and passes over user info and a query.
/// </summary>
internal static class ListenUrl
{
    public const string Allowed =
        "http:// or https:// with an IP address, localhost, * or +, and a port from 0 to 65535 (not 0 for localhost), " +
        "such as http://127.0.0.1:7071 or http://*:8080";

    public static bool IsHttps(string url) => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    public static bool IsAllowed(string url)
    {
        if (!IsHttps(url) && !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        string authority = url[(url.IndexOf(':', StringComparison.Ordinal) + "://".Length)..];
        authority = authority.EndsWith('/') ? authority[..^1] : authority;
        int end = authority.StartsWith('[') ? authority.IndexOf(']', StringComparison.Ordinal) + 1 : authority.IndexOf(':', StringComparison.Ordinal);
        (string host, string rest) = end > 0 ? (authority[..end], authority[end..]) : (authority, string.Empty);
        bool localhost = host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        return (localhost || host is "*" or "+" || IsAddress(host)) && IsPort(rest, out int port) && !(localhost && port == 0);
    }

    /// <summary>Shows the URL in an error, without a password and without what a query may hold.</summary>
    public static string Show(string url) => SettingEcho.Of("Url", url);

    private static bool IsPort(string text, out int port)
    {
        port = -1;
        return text.StartsWith(':') && ushort.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort parsed) && (port = parsed) >= 0;
    }

    /// <summary>Takes IPv4 in four decimal parts only: an address such as 127.1 or 010.0.0.1 can be read in two ways.</summary>
    private static bool IsAddress(string host) => IPAddress.TryParse(host, out IPAddress? address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 ? host.StartsWith('[') : address.ToString() == host);
}
