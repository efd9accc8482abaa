using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HealthFunctions.Checks;

/// <summary>Resolves the names of hosts by the system.</summary>
internal static class HostName
{
    /// <summary>Finds the addresses of a host.</summary>
    /// <param name="host">The name, or an address.</param>
    /// <param name="family">Which addresses are asked for; unspecified for all.</param>
    /// <param name="cancellationToken">Ends the wait. The system's resolver cannot be interrupted: it is left behind.</param>
    /// <exception cref="SocketException">The name cannot be resolved, or not to such an address.</exception>
    public static async Task<IPAddress[]> ResolveAsync(string host, AddressFamily family, CancellationToken cancellationToken)
    {
        // Letters beyond ASCII are written as DNS has them.
        string name = Ascii.IsValid(host) ? host : new IdnMapping().GetAscii(host);
        IPAddress[] addresses = await System.Net.Dns.GetHostAddressesAsync(name, family, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.NoData);
    }
}
