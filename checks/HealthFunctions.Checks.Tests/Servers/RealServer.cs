using System.Runtime.InteropServices;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>
/// Represents a real server on ports and in a folder of its own. It is started by the first test that needs it, as a child
/// process, and stopped at the end of the tests.
/// </summary>
/// <remarks>A test that stops the server makes one of its own, and disposes of it.</remarks>
public abstract class RealServer : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ReservedPort> _ports = [];
    private readonly Lazy<ServerFolder> _folder = new(() => new ServerFolder());
    private readonly Lazy<CertificateFiles> _certificates;
    private Task? _start;
    private ServerProcess? _process;
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

    /// <summary>Gets the signal by which the server stops at once and leaves nothing behind.</summary>
    private protected virtual PosixSignal StopSignal => PosixSignal.SIGTERM;

    /// <summary>Starts the server, unless it runs already or is being started, and waits until it is ready.</summary>
    public Task StartAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It starts a server of a package of Debian's.");
        lock (_gate)
        {
            // On the pool, so that whoever waits is cancelled by nothing but the start.
            return _start ??= Task.Run(StartOnceAsync);
        }
    }

    /// <summary>Stops the server, which can be started again then, on the same ports and with the same data.</summary>
    public async Task StopAsync()
    {
        await StopProcessesAsync();
        lock (_gate)
        {
            _start = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopProcessesAsync();
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

    /// <summary>Prepares what outlives a stop: ports, data and settings. It is called once, before the first start.</summary>
    private protected abstract Task PrepareAsync();

    /// <summary>Starts the process.</summary>
    private protected abstract Task<ServerProcess> LaunchAsync();

    /// <summary>Waits until the server answers.</summary>
    private protected abstract Task WaitUntilReadyAsync(ServerProcess process);

    /// <summary>Stops processes that a server has beside its own.</summary>
    private protected virtual Task StopOthersAsync() => Task.CompletedTask;

    private async Task StartOnceAsync()
    {
        if (!_prepared)
        {
            await PrepareAsync();
            _prepared = true;
        }

        _process = await LaunchAsync();
        await WaitUntilReadyAsync(_process);
    }

    private async Task StopProcessesAsync()
    {
        Task? start = _start;
        if (start is not null)
        {
            // A start that fails has told its test.
            await start.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            await process.StopAsync(StopSignal);
        }

        await StopOthersAsync();
    }
}
