using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents Azurite, Microsoft's emulator of Azure Storage: blobs, queues and tables, in memory: a stop forgets them.</summary>
/// <remarks>It has a container, a queue and a table of one name, <see cref="Known"/>, whenever it has started.</remarks>
public class AzuriteServer : ProcessServer
{
    /// <summary>The name of what there is: a container, a queue and a table.</summary>
    internal const string Known = "known";

    private readonly List<ScriptedServer> _tlsFronts = [];
    private int _blobPort;
    private int _queuePort;
    private int _tablePort;

    /// <summary>Gets the name of the storage account.</summary>
    public string Account { get; } = "healthaccount";

    /// <summary>Gets the key of the storage account.</summary>
    public string Key { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    /// <summary>Gets the URI of the account's blobs, without a slash at its end.</summary>
    public Uri BlobUri => UriOf(_blobPort);

    /// <summary>Gets the URI of the account's queues, without a slash at its end.</summary>
    public Uri QueueUri => UriOf(_queuePort);

    /// <summary>Gets the URI of the account's tables, without a slash at its end.</summary>
    public Uri TableUri => UriOf(_tablePort);

    /// <summary>Gets the connection string of the account.</summary>
    public string ConnectionString =>
        $"AccountName={Account};AccountKey={Key};BlobEndpoint={BlobUri};QueueEndpoint={QueueUri};TableEndpoint={TableUri}";

    /// <summary>Gets the port of a service by TLS, with a certificate of the server's authority. Azurite itself speaks either http or https.</summary>
    /// <param name="service">The URI of the service.</param>
    internal int TlsPortOf(Uri service)
    {
        ScriptedServer front = new(connection => RelayAsync(connection, service.Port));
        _tlsFronts.Add(front);
        return front.Address.Port;
    }

    /// <summary>Gets the scheme of the URIs.</summary>
    private protected virtual string Scheme => "http";

    /// <summary>Gets options to add to the command line.</summary>
    private protected virtual IEnumerable<string> Options => [];

    private protected override Task PrepareAsync()
    {
        _blobPort = ReservePort();
        _queuePort = ReservePort();
        _tablePort = ReservePort();
        return Task.CompletedTask;
    }

    private protected override Task<ServerProcess> LaunchAsync() => ServerProcess.StartAsync(
        ServerPrograms.FindNode("azurite"),
        [
            Repository.Path("tools", "servers", "node_modules", ".bin", "azurite"),
            "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck",
            "--blobHost", Host, "--blobPort", $"{_blobPort}",
            "--queueHost", Host, "--queuePort", $"{_queuePort}",
            "--tableHost", Host, "--tablePort", $"{_tablePort}",
            .. Options,
        ],
        [("AZURITE_ACCOUNTS", $"{Account}:{Key}")]);

    private protected override async Task WaitUntilReadyAsync(ServerProcess process)
    {
        await process.WaitForLineAsync("Blob service is successfully listening");
        await process.WaitForLineAsync("Queue service is successfully listening");
        await process.WaitForLineAsync("Table service is successfully listening");
        using AzuriteClient client = new(this);
        await client.CreateContainerAsync(Known);
        await client.CreateQueueAsync(Known);
        await client.CreateTableAsync(Known);
    }

    private protected override async Task EndOthersAsync()
    {
        foreach (ScriptedServer front in _tlsFronts)
        {
            await front.DisposeAsync();
        }

        _tlsFronts.Clear();
    }

    private async Task RelayAsync(ScriptedConnection connection, int port)
    {
        using X509Certificate2 certificate = Authority.Issue();
        await using SslStream client = new(connection.Stream, leaveInnerStreamOpen: true);
        try
        {
            await client.AuthenticateAsServerAsync(certificate);
        }
        catch (System.Security.Authentication.AuthenticationException)
        {
            // The client does not want this certificate.
            return;
        }

        using TcpClient server = new(Host, port);
        await Task.WhenAny(client.CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client));
    }

    private Uri UriOf(int port) => new($"{Scheme}://{Host}:{port}/{Account}");
}
