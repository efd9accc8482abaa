namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents a RabbitMQ server, with TLS on a second port. It takes some ten seconds to start.</summary>
public sealed class RabbitMqServer : ProcessServer
{
    private ServerProcess? _portMapper;
    private int _portMapperPort;
    private int _distributionPort;

    /// <summary>Gets the port of AMQP 0-9-1 without TLS.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the port with TLS.</summary>
    public int TlsPort { get; private set; }

    /// <summary>Gets the name of the virtual host.</summary>
    public string VirtualHost { get; } = "/";

    /// <summary>Gets the name of a user who may do everything.</summary>
    public string User { get; } = "health";

    /// <summary>Gets the password of the user.</summary>
    public string Password { get; } = Canary.Create();

    private protected override Task PrepareAsync()
    {
        Port = ReservePort();
        TlsPort = ReservePort();
        _portMapperPort = ReservePort();
        _distributionPort = ReservePort();
        Folder.Write("rabbitmq.conf", $"""
            listeners.tcp.1 = {Host}:{Port}
            listeners.ssl.1 = {Host}:{TlsPort}
            ssl_options.cacertfile = {Certificates.Authority}
            ssl_options.certfile = {Certificates.Certificate}
            ssl_options.keyfile = {Certificates.Key}
            ssl_options.verify = verify_none
            default_user = {User}
            default_pass = {Password}
            log.console = true
            log.file = false
            """);
        Folder.Write("enabled_plugins", "[].");
        Folder.Write("rabbitmq-env.conf", "");
        return Task.CompletedTask;
    }

    private protected override async Task<ServerProcess> LaunchAsync()
    {
        // Erlang's port mapper. The server would start one that outlives it. Its lines are those of its debug mode.
        _portMapper = await ServerProcess.StartAsync(ServerPrograms.Find("epmd", "erlang-base"), ["-d", "-d"], Environment());
        await _portMapper.WaitForLineAsync("entering the main select() loop");
        return await ServerProcess.StartAsync(ServerPrograms.Find("rabbitmq-server", "rabbitmq-server", "/usr/lib/rabbitmq/bin"), [], Environment());
    }

    private protected override Task WaitUntilReadyAsync(ServerProcess process) => process.WaitForLineAsync("Server startup complete");

    private protected override async Task EndOthersAsync()
    {
        if (_portMapper is not null)
        {
            await _portMapper.DisposeAsync();
            _portMapper = null;
        }
    }

    private (string Key, string Value)[] Environment() =>
    [
        // In this mode the script becomes the server; else it would wait for the server as its child.
        ("RUNNING_UNDER_SYSTEMD", "true"),
        ("HOME", Folder.Name),
        ("ERL_EPMD_ADDRESS", Host),
        ("ERL_EPMD_PORT", $"{_portMapperPort}"),
        ("RABBITMQ_NODENAME", $"health{Port}@localhost"),
        ("RABBITMQ_DIST_PORT", $"{_distributionPort}"),
        ("RABBITMQ_CONF_ENV_FILE", Folder.PathOf("rabbitmq-env.conf")),
        ("RABBITMQ_CONFIG_FILE", Folder.PathOf("rabbitmq.conf")),
        ("RABBITMQ_ENABLED_PLUGINS_FILE", Folder.PathOf("enabled_plugins")),
        ("RABBITMQ_MNESIA_BASE", Folder.PathOf("mnesia")),
        ("RABBITMQ_LOG_BASE", Folder.PathOf("log")),
        ("RABBITMQ_PID_FILE", Folder.PathOf("pid")),
    ];
}
