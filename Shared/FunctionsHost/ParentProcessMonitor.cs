using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace HealthFunctions.FunctionsHost;

/// <summary>
/// Stops the app when the process that started it is gone: a Functions host that is killed leaves its handler, or its worker,
/// behind. Polled, because the kernel's own signal (PR_SET_PDEATHSIG) comes when the parent's <em>thread</em> ends, and the
/// host starts its children from a thread of its pool. On Windows the host's job object does this.
/// </summary>
internal sealed partial class ParentProcessMonitor(IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly int _parent = ParentId();
    private ITimer? _timer;

    /// <summary>What a stop ends with: a host that lives starts another process in place of one that asks for it.</summary>
    public int ExitCode => ParentIsGone ? FunctionsHost.ExitCode.Stopped : FunctionsHost.ExitCode.Restart;

    // An orphan has another parent.
    private bool ParentIsGone => ParentId() != _parent;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = TimeProvider.System.CreateTimer(_ => StopIfOrphaned(), state: null, Interval, Interval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void StopIfOrphaned()
    {
        if (ParentIsGone)
        {
            lifetime.StopApplication();
        }
    }

    private static int ParentId() => OperatingSystem.IsWindows() ? 0 : GetParentId();

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetParentId();
}
