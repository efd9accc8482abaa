using System.Runtime.InteropServices;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents a PostgreSQL server. It speaks TLS on the same port to whoever asks for it.</summary>
public sealed class PostgresServer : ProcessServer
{
    private const string Package = "postgresql";
    private const string Owner = "postgres";

    /// <summary>Gets the port.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the name of a database.</summary>
    public string Database { get; } = "postgres";

    /// <summary>Gets the name of the superuser.</summary>
    public string User { get; } = "health";

    /// <summary>Gets the password of the superuser.</summary>
    public string Password { get; } = Canary.Create();

    /// <summary>Gets the folder of the programs of the newest version.</summary>
    internal static IEnumerable<string> Programs => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))
        : [];

    // A fast shutdown: it ends all sessions.
    private protected override PosixSignal StopSignal => PosixSignal.SIGINT;

    private string Data => Folder.PathOf("data");

    private protected override async Task PrepareAsync()
    {
        string initdb = ServerPrograms.Find("initdb", Package, Programs);
        Port = ReservePort();
        string password = Folder.Write("password", Password);
        _ = Certificates;
        if (Environment.IsPrivilegedProcess)
        {
            // It refuses to run as root.
            await ClientProgram.RunAsync("chown", ["-R", Owner, Folder.Name]);
        }

        await using ServerProcess process = await ServerProcess.StartAsync(
            initdb,
            ["-D", Data, "-U", User, $"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"],
            user: Owner);
        await process.WaitForLineAsync("Success.");
        await process.WaitForExitAsync();
    }

    private protected override Task<ServerProcess> LaunchAsync() => ServerProcess.StartAsync(
        ServerPrograms.Find("postgres", Package, Programs),
        [
            "-D", Data, "-p", $"{Port}", "-c", $"listen_addresses={Host}", "-c", "unix_socket_directories=", "-c", "fsync=off",
            "-c", "ssl=on", "-c", $"ssl_cert_file={Certificates.Certificate}", "-c", $"ssl_key_file={Certificates.Key}",
        ],
        user: Owner);

    private protected override Task WaitUntilReadyAsync(ServerProcess process) =>
        process.WaitForLineAsync("database system is ready to accept connections");
}
