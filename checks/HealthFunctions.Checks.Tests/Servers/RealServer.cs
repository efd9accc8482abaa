using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>
/// Represents a real server on ports of its own. It is started by the first test that needs it and stopped at the end of the
/// tests.
/// </summary>
/// <remarks>A test that stops the server makes one of its own, and disposes of it.</remarks>
public abstract class RealServer : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ReservedPort> _ports = [];
    private readonly Lazy<ServerFolder> _folder = new(() => new ServerFolder());
    private readonly Lazy<CertificateFiles> _certificates;
    private Task? _start;
    private bool _prepared;

    private protected RealServer() => _certificates = new(() => Folder.WriteCertificates(Authority));

    /// <summary>Gets the address that the server listens on, which its certificate names, beside <c>localhost</c>.</summary>
    public string Host { get; } = "127.0.0.1";

    /// <summary>Gets the authority that has issued the certificate of the server.</summary>
    public CertificateAuthority Authority { get; } = new();

    /// <summary>Gets the path of the certificate of the authority, a PEM file.</summary>
    public string AuthorityFile => Certificates.Authority;

    private protected ServerFolder Folder => _folder.Value;

    private protected CertificateFiles Certificates => _certificates.Value;

    /// <summary>Starts the server, unless it runs already or is being started, and waits until it is ready.</summary>
    public Task StartAsync()
    {
        SkipWhereItCannotRun();
        lock (_gate)
        {
            // On the pool, so that whoever waits is cancelled by nothing but the start.
            return _start ??= Task.Run(StartOnceAsync);
        }
    }

    /// <summary>Stops the server, which can be started again then, on the same ports and with the same data.</summary>
    public async Task StopAsync()
    {
        if (_start is { } start)
        {
            // A start that failed has told its test.
            await start.ContinueWith(_ => { }, TaskScheduler.Default);
            await EndAsync();
        }

        lock (_gate)
        {
            _start = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync();
        _ports.ForEach(port => port.Dispose());
        Authority.Dispose();
        if (_folder.IsValueCreated)
        {
            _folder.Value.Dispose();
        }
    }

    /// <summary>Returns a port that nobody else is given, as long as this server lives.</summary>
    private protected int ReservePort()
    {
        ReservedPort port = new();
        _ports.Add(port);
        return port.Number;
    }

    /// <summary>Skips the test where the system does not have such a server.</summary>
    private protected virtual void SkipWhereItCannotRun()
    {
    }

    /// <summary>Prepares what outlives a stop: ports, data and settings. It is called once, before the first start.</summary>
    private protected abstract Task PrepareAsync();

    /// <summary>Starts the server and waits until it answers.</summary>
    private protected abstract Task BeginAsync();

    /// <summary>Stops whatever <see cref="BeginAsync"/> has started, also where that failed.</summary>
    private protected abstract Task EndAsync();

    private async Task StartOnceAsync()
    {
        if (!_prepared)
        {
            await PrepareAsync();
            _prepared = true;
        }

        await BeginAsync();
    }
}
