using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks;

/// <summary>Holds what the option <c>Host</c> means, for all checks that have it, and resolves it by the system.</summary>
internal static class HostName
{
    /// <summary>For editors: without scheme, port, user info and path. What is left to tell, <see cref="Validate"/> does.</summary>
    public const string Pattern = @"^([^\s/:@\[\]]+|\[?[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*\]?)$";

    public const string Allowed = "a host name or an IP address, without scheme and port, such as db.example.org";

    private const string Key = "Host";

    public static string? Read(SettingsSection settings) => settings.GetString(Key);

    /// <summary>Reports a host that is missing or wrong.</summary>
    public static void Validate(string? host, Action<string, string> reject)
    {
        if (string.IsNullOrEmpty(host))
        {
            reject(Key, $"missing; allowed: {Allowed}");
        }
        else if (Uri.CheckHostName(host) is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6))
        {
            reject(Key, $"'{host}'; allowed: {Allowed}");
        }
    }

    /// <summary>Writes letters beyond ASCII as DNS and certificates have them.</summary>
    public static string ToAscii(string host) => Ascii.IsValid(host) ? host : new IdnMapping().GetAscii(host);

    /// <summary>Finds the addresses of a host as the system does.</summary>
    /// <param name="host">A name in ASCII, or an address.</param>
    /// <param name="cancellationToken">Ends the wait. The system's resolver cannot be interrupted: it is left behind.</param>
    /// <exception cref="SocketException">The host is unknown, or has no address.</exception>
    public static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }
}
