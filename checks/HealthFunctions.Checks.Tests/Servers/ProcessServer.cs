using System.Runtime.InteropServices;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents a server that is a child process, with a folder of its own.</summary>
public abstract class ProcessServer : RealServer
{
    private ServerProcess? _process;

    /// <summary>Gets the signal by which the server stops at once and leaves nothing behind.</summary>
    private protected virtual PosixSignal StopSignal => PosixSignal.SIGTERM;

    private protected sealed override void SkipWhereItCannotRun() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It starts a server of a package of Debian's.");

    private protected sealed override async Task BeginAsync()
    {
        _process = await LaunchAsync();
        await WaitUntilReadyAsync(_process);
    }

    private protected sealed override async Task EndAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            await process.StopAsync(StopSignal);
        }

        await EndOthersAsync();
    }

    /// <summary>Starts the process.</summary>
    private protected abstract Task<ServerProcess> LaunchAsync();

    /// <summary>Waits until the server answers.</summary>
    private protected abstract Task WaitUntilReadyAsync(ServerProcess process);

    /// <summary>Ends processes that the server has beside its own.</summary>
    private protected virtual Task EndOthersAsync() => Task.CompletedTask;
}
