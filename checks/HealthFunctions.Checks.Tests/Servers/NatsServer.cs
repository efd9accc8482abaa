namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents a NATS server. It speaks TLS on the same port to whoever asks for it.</summary>
public sealed class NatsServer : ProcessServer
{
    /// <summary>Gets the port.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the name of a user.</summary>
    public string User { get; } = "health";

    /// <summary>Gets the password of the user.</summary>
    public string Password { get; } = Canary.Create();

    private protected override Task PrepareAsync()
    {
        Port = ReservePort();
        Folder.Write("nats.conf", $$"""
            listen: "{{Host}}:{{Port}}"
            authorization: { user: "{{User}}", password: "{{Password}}" }
            tls: { cert_file: "{{Certificates.Certificate}}", key_file: "{{Certificates.Key}}" }
            allow_non_tls: true
            """);
        return Task.CompletedTask;
    }

    private protected override Task<ServerProcess> LaunchAsync() =>
        ServerProcess.StartAsync(ServerPrograms.Find("nats-server", "nats-server"), ["--config", Folder.PathOf("nats.conf")]);

    private protected override Task WaitUntilReadyAsync(ServerProcess process) => process.WaitForLineAsync("Server is ready");
}
