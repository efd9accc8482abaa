namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents a MariaDB server. It speaks TLS on the same port to whoever asks for it.</summary>
public sealed class MariaDbServer : ProcessServer
{
    private const string Package = "mariadb-server-core";

    /// <summary>Gets the port.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the name of a database.</summary>
    public string Database { get; } = "health";

    /// <summary>Gets the name of a user who may do everything.</summary>
    public string User { get; } = "health";

    /// <summary>Gets the password of the user.</summary>
    public string Password { get; } = Canary.Create();

    private string Data => Folder.PathOf("data");

    private protected override async Task PrepareAsync()
    {
        Port = ReservePort();
        Folder.Write("users.sql", $"""
            CREATE DATABASE IF NOT EXISTS {Database};
            CREATE OR REPLACE USER '{User}'@'%' IDENTIFIED BY '{Password}';
            GRANT ALL ON *.* TO '{User}'@'%';
            """);
        await ClientProgram.RunAsync(
            ServerPrograms.Find("mariadb-install-db", Package),
            ["--no-defaults", $"--datadir={Data}", $"--user={Environment.UserName}", "--auth-root-authentication-method=normal", "--skip-test-db"]);
    }

    private protected override Task<ServerProcess> LaunchAsync() => ServerProcess.StartAsync(
        ServerPrograms.Find("mariadbd", Package),
        [
            "--no-defaults", $"--datadir={Data}", $"--user={Environment.UserName}", $"--socket={Folder.PathOf("socket")}",
            $"--bind-address={Host}", $"--port={Port}", "--skip-name-resolve", "--skip-log-bin", $"--init-file={Folder.PathOf("users.sql")}",
            "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=16M",
            $"--ssl-ca={Certificates.Authority}", $"--ssl-cert={Certificates.Certificate}", $"--ssl-key={Certificates.Key}",
        ]);

    private protected override Task WaitUntilReadyAsync(ServerProcess process) => process.WaitForLineAsync("ready for connections.");
}
