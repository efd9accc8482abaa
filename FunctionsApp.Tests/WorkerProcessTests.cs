using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HealthFunctions.Testing;

namespace FunctionsApp.Tests;

/// <summary>The worker as a process; the test plays the host, up to the worker's call.</summary>
public sealed class WorkerProcessTests : IDisposable
{
    private const int Restart = 200;

    private readonly TcpListener _endpoint = new(IPAddress.Loopback, 0);

    public WorkerProcessTests() => _endpoint.Start();

    public void Dispose() => _endpoint.Dispose();

    [Fact]
    public async Task Stopped_while_its_host_lives_it_asks_for_a_restart()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        using Process worker = Process.Start(new ProcessStartInfo(AppProcess.Executable, Arguments) { RedirectStandardOutput = true })!;
        using TcpClient call = await WorkerCallsAsync();

        using Process kill = Process.Start("kill", ["-TERM", $"{worker.Id}"]);
        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Restart, worker.ExitCode);
    }

    [Fact]
    public async Task It_ends_when_its_host_is_killed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The host's job object does this.");
        using StandInHost host = await StandInHost.StartAsync([], Arguments);
        using TcpClient call = await WorkerCallsAsync();

        host.Kill();

        // The call's connection ends with the worker.
        NetworkStream stream = call.GetStream();
        while (await stream.ReadAsync(new byte[1024], TestContext.Current.CancellationToken) > 0)
        {
            // What the worker says is for a real host.
        }
    }

    [Fact]
    public async Task Wrong_settings_end_it_with_78_before_it_calls_its_host()
    {
        (int exitCode, _, string errors) = await AppProcess.RunAsync([("HealthChecks__db__Type", "Htpp")], Arguments);

        Assert.Equal(78, exitCode);
        Assert.Contains("HealthChecks__db__Type is 'Htpp'", errors, StringComparison.Ordinal);
        Assert.False(_endpoint.Pending());
    }

    private string[] Arguments =>
    [
        "--functions-uri", $"http://{_endpoint.LocalEndpoint}/",
        "--functions-request-id", "1",
        "--functions-worker-id", "1",
        "--functions-grpc-max-message-length", "2147483647",
    ];

    private async Task<TcpClient> WorkerCallsAsync()
    {
        TcpClient call = await _endpoint.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await call.GetStream().ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        return call;
    }
}
