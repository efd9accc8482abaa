using System.Globalization;
using HealthFunctions.Settings;
using Microsoft.Extensions.Configuration;

namespace HealthFunctions.Server;

/// <summary>Holds the limits of connections, which are those of a health endpoint unless <c>Kestrel:Limits</c> says otherwise.</summary>
internal sealed class KestrelLimits
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <param name="limits">The section <c>Kestrel:Limits</c>; null where it is not read.</param>
    /// <param name="errors">Where errors go.</param>
    public KestrelLimits(IConfigurationSection? limits, SettingsErrors errors)
    {
        if (limits?.Exists() != true)
        {
            return;
        }

        SettingsSection section = new(limits, errors);
        KeepAliveTimeout = section.GetTimeSpan("KeepAliveTimeout", KeepAliveTimeout, Second, TimeSpan.FromHours(1));
        RequestHeadersTimeout = section.GetTimeSpan("RequestHeadersTimeout", RequestHeadersTimeout, Second, TimeSpan.FromHours(1));
        MaxConcurrentConnections = section.GetValue<int?>("MaxConcurrentConnections", null, "a whole number from 1 to 1000000", TryParse);
        section.RejectUnknownKeys();
    }

    /// <summary>Gets how long a connection may be idle, new or between two requests.</summary>
    /// <value>
    /// The default is 20 seconds, which is not the interval of any usual monitor: one that polls every 10 or 15 seconds keeps
    /// its connection, and one that polls every 30 sees the close long before its next request.
    /// </value>
    public TimeSpan KeepAliveTimeout { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets how long the headers of a request may take from their first byte.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan RequestHeadersTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how many connections may be open at once; null for as many as the process can hold.</summary>
    public int? MaxConcurrentConnections { get; }

    private static bool TryParse(string text, out int? value)
    {
        bool parsed = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        value = number;
        return parsed && number is >= 1 and <= 1_000_000;
    }
}
