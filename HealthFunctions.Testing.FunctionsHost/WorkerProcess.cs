using System.Diagnostics;
using System.Globalization;

namespace HealthFunctions.Testing.FunctionsHost;

/// <summary>A worker's process, started as the Functions host starts it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<int> _workerId;
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];

    private WorkerProcess(Process process, bool orphanable)
    {
        TaskCompletionSource<int> firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = process;
        _workerId = orphanable ? firstLine.Task : Task.FromResult(process.Id);
        process.OutputDataReceived += (_, line) =>
        {
            if (_workerId.IsCompleted)
            {
                Add(_output, line.Data);
            }
            else if (!int.TryParse(line.Data, CultureInfo.InvariantCulture, out int id) || !firstLine.TrySetResult(id))
            {
                firstLine.TrySetException(new InvalidOperationException("The worker has not started."));
            }
        };
        process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What the worker has written to stdout so far, which the host keeps.</summary>
    public IReadOnlyList<string> Output => Copy(_output);

    /// <summary>What it has written to stderr so far.</summary>
    public IReadOnlyList<string> Errors => Copy(_errors);

    /// <summary>Starts a worker.</summary>
    /// <param name="folder">Its app.</param>
    /// <param name="host">The address of its host.</param>
    /// <param name="settings">Its environment, beside what the host adds.</param>
    /// <param name="orphanable">Whether it has a parent process of its own, for <see cref="KillParentAsync"/>; not on Windows.</param>
    public static WorkerProcess Start(
        FunctionAppFolder folder, Uri host, IEnumerable<(string Key, string? Value)>? settings = null, bool orphanable = false)
    {
        string id = Guid.NewGuid().ToString();
        string request = Guid.NewGuid().ToString();
        string[] command =
        [
            folder.Executable, folder.WorkerFile,
            "--host", host.Host, "--port", $"{host.Port}",
            "--workerId", id, "--requestId", request, "--grpcMaxMessageLength", $"{int.MaxValue}",
            "--functions-uri", host.AbsoluteUri, "--functions-worker-id", id, "--functions-request-id", request,
            "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ];
        if (orphanable)
        {
            command = ["sh", "-c", "\"$0\" \"$@\" & echo $!; wait", .. command];
        }

        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        foreach ((string key, string? value) in Environment(folder).Concat(settings ?? []))
        {
            start.Environment[key] = value;
        }

        return new WorkerProcess(Process.Start(start)!, orphanable);
    }

    /// <summary>Ends the worker's parent without a chance to clean up, as a Functions host may end.</summary>
    public async Task KillParentAsync()
    {
        await _workerId.WaitAsync(TimeLimit, TimeProvider.System, TestContext.Current.CancellationToken);
        _process.Kill();
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await WaitForExitAsync();
    }

    /// <summary>Waits until the worker has ended and all that it wrote has been read.</summary>
    /// <returns>The exit code: the parent's, where the worker has one of its own.</returns>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeLimit, TimeProvider.System, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>What the Functions host adds to its worker's environment, or leaves there of its own.</summary>
    private static IEnumerable<(string Key, string? Value)> Environment(FunctionAppFolder folder) =>
    [
        ("FUNCTIONS_WORKER_DIRECTORY", folder.Path),
        ("FUNCTIONS_APPLICATION_DIRECTORY", folder.Path),
        ("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated"),
        ("ASPNETCORE_URLS", "http://127.0.0.1:1"),
    ];

    private static void Add(List<string> lines, string? line)
    {
        if (line is not null)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }

    private static string[] Copy(List<string> lines)
    {
        lock (lines)
        {
            return [.. lines];
        }
    }
}
