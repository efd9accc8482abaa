using System.Globalization;
using System.Net;
using Microsoft.Data.SqlClient;

namespace HealthFunctions.Checks.SqlServer;

/// <summary>Reads the server of a connection string.</summary>
internal static class DataSource
{
    private const int DefaultPort = 1433;
    private const string Tcp = "tcp:";

    /// <summary>Finds the TCP port of the server, from <c>tcp:host,port</c> and what else it may be written as.</summary>
    /// <returns>Null where the client finds it otherwise: a named instance, another protocol, a second server for when the first fails.</returns>
    public static DnsEndPoint? Read(SqlConnectionStringBuilder settings)
    {
        string text = settings.DataSource.Trim();
        text = text.StartsWith(Tcp, StringComparison.OrdinalIgnoreCase) ? text[Tcp.Length..].Trim() : text;
        int comma = text.LastIndexOf(',');
        string host = (comma < 0 ? text : text[..comma]).Trim();
        int port = DefaultPort;
        bool isPort = comma < 0
            || (int.TryParse(text.AsSpan(comma + 1), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out port)
                && port is > IPEndPoint.MinPort and <= IPEndPoint.MaxPort);
        if (!isPort || settings.FailoverPartner.Length > 0)
        {
            return null;
        }

        host = host is "." || host.Equals("(local)", StringComparison.OrdinalIgnoreCase) ? "localhost" : host;
        return Uri.CheckHostName(host) is UriHostNameType.Unknown ? null : new DnsEndPoint(host, port);
    }
}
