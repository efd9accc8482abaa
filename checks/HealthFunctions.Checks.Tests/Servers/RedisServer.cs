namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents a Redis server with a password for its default user, one more user, and TLS on a second port.</summary>
public sealed class RedisServer : ProcessServer
{
    /// <summary>Gets the port without TLS.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the port with TLS.</summary>
    public int TlsPort { get; private set; }

    /// <summary>Gets the name of a user who may do everything, beside the default user.</summary>
    public string User { get; } = "health";

    /// <summary>Gets the password of both users.</summary>
    public string Password { get; } = Canary.Create();

    /// <summary>Gets the name of a user with the same password who may only PING.</summary>
    public string PingUser { get; } = "ping";

    /// <summary>Gets the name of a user with the same password who may do nothing.</summary>
    public string PowerlessUser { get; } = "powerless";

    private protected override Task PrepareAsync()
    {
        Port = ReservePort();
        TlsPort = ReservePort();
        Folder.Write("redis.conf", $"""
            bind {Host}
            port {Port}
            tls-port {TlsPort}
            tls-ca-cert-file {Certificates.Authority}
            tls-cert-file {Certificates.Certificate}
            tls-key-file {Certificates.Key}
            tls-auth-clients no
            dir {Folder.Name}
            save ""
            requirepass {Password}
            user {User} on >{Password} ~* &* +@all
            user {PingUser} on >{Password} resetchannels -@all +ping
            user {PowerlessUser} on >{Password} resetchannels -@all
            """);
        return Task.CompletedTask;
    }

    private protected override Task<ServerProcess> LaunchAsync() =>
        ServerProcess.StartAsync(ServerPrograms.Find("redis-server", "redis-server"), [Folder.PathOf("redis.conf")]);

    // It listens on both ports by then.
    private protected override Task WaitUntilReadyAsync(ServerProcess process) => process.WaitForLineAsync("Ready to accept connections");
}
