using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using DnsClient;

namespace HealthFunctions.Checks.Dns;

/// <summary>Holds where a name server is.</summary>
/// <param name="Host">A host name or an IP address.</param>
/// <param name="Port">Its port.</param>
internal sealed record NameServerAddress(string Host, int Port)
{
    public const string Allowed = "an IP address or a host name, with or without a port, such as 10.0.0.53, [fd00::53]:5353 or ns1.example.org";

    /// <summary>The name server, where it has no name to resolve.</summary>
    private readonly NameServer[]? _known = IPAddress.TryParse(Host, out IPAddress? address) ? [new NameServer(address, Port)] : null;

    public static bool TryParse(string text, [NotNullWhen(true)] out NameServerAddress? server)
    {
        // Two colons without brackets are an IPv6 address, in which the last colon begins no port.
        int colon = text.EndsWith(']') || (!text.StartsWith('[') && text.IndexOf(':', StringComparison.Ordinal) != text.LastIndexOf(':'))
            ? -1
            : text.LastIndexOf(':');
        (string host, string port) = colon < 0 ? (text, $"{NameServer.DefaultPort}") : (text[..colon], text[(colon + 1)..]);
        bool isNumber = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        server = isNumber && number is >= 1 and <= IPEndPoint.MaxPort
            && Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
            ? new NameServerAddress(host.Trim('[', ']'), number)
            : null;
        return server is not null;
    }

    /// <summary>Finds the addresses of the name server, by the system where it has a name.</summary>
    public async ValueTask<IReadOnlyList<NameServer>> ResolveAsync(CancellationToken cancellationToken)
    {
        if (_known is not null)
        {
            return _known;
        }

        // The system's resolver cannot be interrupted: it is left behind.
        IPAddress[] addresses = await System.Net.Dns.GetHostAddressesAsync(Host, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return [.. addresses.Select(address => new NameServer(address, Port))];
    }
}
