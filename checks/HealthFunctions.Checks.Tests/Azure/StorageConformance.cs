using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>States what each check of a storage account must do, which asks by the key of the account.</summary>
/// <param name="server">The server of all tests.</param>
/// <param name="endpoint">The key of the service's URI in a connection string.</param>
/// <param name="name">The setting that names what is asked for.</param>
public abstract class StorageConformance(AzuriteServer server, string endpoint, string name) : CheckConformance
{
    protected internal override RealServer Server => server;

    protected internal override RealServer CreateServer() => new AzuriteServer();

    protected internal override int PortOf(RealServer server, bool tls)
    {
        AzuriteServer azurite = (AzuriteServer)server;
        return tls ? azurite.TlsPortOf(UriOf(azurite)) : UriOf(azurite).Port;
    }

    protected internal override string PasswordOf(RealServer server) => ((AzuriteServer)server).Key;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) =>
    [
        // A key is base64: its length is a multiple of four.
        ("ConnectionString", $"AccountName={server.Account};AccountKey={target.Password.PadRight((target.Password.Length + 3) / 4 * 4, '0')};{endpoint}={(target.Tls ? "https" : "http")}://{target.Host}:{target.Port}/{server.Account}"),
        (name, AzuriteServer.Known),
    ];

    /// <summary>Gets the URI of the service.</summary>
    protected abstract Uri UriOf(AzuriteServer server);
}
