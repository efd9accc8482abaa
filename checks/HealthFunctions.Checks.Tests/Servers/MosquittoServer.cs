namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents Mosquitto, an MQTT server, with TLS on a second port.</summary>
public sealed class MosquittoServer : ProcessServer
{
    private const string Package = "mosquitto";

    /// <summary>Gets the port without TLS.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the port with TLS.</summary>
    public int TlsPort { get; private set; }

    /// <summary>Gets the name of a user.</summary>
    public string User { get; } = "health";

    /// <summary>Gets the password of the user.</summary>
    public string Password { get; } = Canary.Create();

    private protected override Task PrepareAsync()
    {
        Port = ReservePort();
        TlsPort = ReservePort();
        Folder.Write("mosquitto.conf", $"""
            user {Environment.UserName}
            log_dest stderr
            password_file {Folder.PathOf("passwords")}
            listener {Port} {Host}
            listener {TlsPort} {Host}
            certfile {Certificates.Certificate}
            keyfile {Certificates.Key}
            """);
        return ClientProgram.RunAsync(ServerPrograms.Find("mosquitto_passwd", Package), ["-c", "-b", Folder.PathOf("passwords"), User, Password]);
    }

    private protected override Task<ServerProcess> LaunchAsync() =>
        ServerProcess.StartAsync(ServerPrograms.Find("mosquitto", Package), ["-c", Folder.PathOf("mosquitto.conf")]);

    private protected override Task WaitUntilReadyAsync(ServerProcess process) => process.WaitForLineAsync(" running");
}
