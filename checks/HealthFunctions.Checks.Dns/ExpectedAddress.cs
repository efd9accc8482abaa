using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace HealthFunctions.Checks.Dns;

/// <summary>Expects an address, or any address of a network.</summary>
/// <param name="text">What was given.</param>
/// <param name="network">The network; of one address for an address.</param>
internal sealed class ExpectedAddress(string text, IPNetwork network)
{
    public const string Allowed = "an IP address or a network, such as 10.0.0.4 or 10.0.0.0/8";

    public AddressFamily Family => network.BaseAddress.AddressFamily;

    /// <summary>Reads an address or a network. Short forms of IPv4, such as <c>10.1</c> for 10.0.0.1, are none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ExpectedAddress? expected)
    {
        expected = null;
        if (text.Contains('/', StringComparison.Ordinal))
        {
            string start = text[..text.IndexOf('/', StringComparison.Ordinal)];
            // .NET takes any address of a network for its first: an address with a network's length is more likely a mistake.
            if (IsWhole(start) && IPNetwork.TryParse(text, out IPNetwork network) && network.BaseAddress.Equals(IPAddress.Parse(start)))
            {
                expected = new ExpectedAddress(text, network);
            }
        }
        else if (IsWhole(text) && IPAddress.TryParse(text, out IPAddress? address))
        {
            expected = new ExpectedAddress(text, new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128));
        }

        return expected is not null;
    }

    public bool Contains(IPAddress address) => network.Contains(address);

    public override string ToString() => text;

    private static bool IsWhole(string address) => address.Contains(':', StringComparison.Ordinal) || address.Split('.').Length == 4;
}
