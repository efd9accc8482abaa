using System.Globalization;
using System.Net;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks;

/// <summary>Holds what the options <c>Host</c> and <c>Port</c> mean together, for all checks that have both.</summary>
internal static class HostAndPort
{
    private const string Port = "Port";
    private const string AllowedPort = "a whole number from 1 to 65535";

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
        HostName.Validate(host, reject);
        if (port is null)
        {
            reject(Port, $"missing; allowed: {AllowedPort}");
        }
        else if (!IsPort(port.Value))
        {
            reject(Port, string.Create(CultureInfo.InvariantCulture, $"'{port}'; allowed: {AllowedPort}"));
        }
    }

    /// <summary>Makes the end point of a valid host and port.</summary>
    public static DnsEndPoint EndPointOf(string host, int port) => new(HostName.ToAscii(host), port);

    private static bool IsPort(int port) => port is >= 1 and <= 65535;
}
