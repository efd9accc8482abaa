using System.Globalization;
using System.Net;
using System.Text;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks;

/// <summary>Holds what the options <c>Host</c> and <c>Port</c> mean, for all checks that have them.</summary>
internal static class HostAndPort
{
    private const string Host = "Host";
    private const string Port = "Port";
    private const string AllowedHost = "a host name or an IP address, without scheme and port, such as db.example.org";
    private const string AllowedPort = "a whole number from 1 to 65535";

    public static string? ReadHost(SettingsSection settings) => settings.GetString(Host);

    public static int? ReadPort(SettingsSection settings, int? defaultValue = null) =>
        settings.GetValue(Port, defaultValue, AllowedPort, (string text, out int? value) =>
        {
            bool parsed = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port);
            value = port;
            return parsed && IsPort(port);
        });

    /// <summary>Reports a host or a port that is missing or wrong.</summary>
    public static void Validate(string? host, int? port, Action<string, string> reject)
    {
        if (string.IsNullOrEmpty(host))
        {
            reject(Host, $"missing; allowed: {AllowedHost}");
        }
        else if (Uri.CheckHostName(host) is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6))
        {
            reject(Host, $"'{host}'; allowed: {AllowedHost}");
        }

        if (port is null)
        {
            reject(Port, $"missing; allowed: {AllowedPort}");
        }
        else if (!IsPort(port.Value))
        {
            reject(Port, string.Create(CultureInfo.InvariantCulture, $"'{port}'; allowed: {AllowedPort}"));
        }
    }

    /// <summary>Makes the end point of a valid host and port. Letters beyond ASCII are written as DNS and certificates have them.</summary>
    public static DnsEndPoint EndPointOf(string host, int port) =>
        new(Ascii.IsValid(host) ? host : new IdnMapping().GetAscii(host), port);

    private static bool IsPort(int port) => port is >= 1 and <= 65535;
}
