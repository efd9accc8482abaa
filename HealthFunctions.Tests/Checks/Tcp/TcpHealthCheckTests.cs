using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using HealthFunctions.Checks;
using HealthFunctions.Checks.Tcp;
using HealthFunctions.Engine;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Tcp;

/// <summary>Tests <c>Type=Tcp</c> against real servers.</summary>
public sealed class TcpHealthCheckTests
{
    [Fact]
    public async Task A_server_that_takes_the_connection_is_OK()
    {
        await using ScriptedServer server = new(connection => connection.ReadToEndAsync());

        HealthReportEntry entry = await ReportAsync(server);

        Assert.Equal((HealthStatus.Healthy, null, 0), (entry.Status, entry.Description, entry.Data.Count));
    }

    [Fact]
    public async Task Each_run_has_a_connection_of_its_own()
    {
        await using ScriptedServer server = new(connection => connection.ReadToEndAsync());
        await using CheckProbe probe = new("Tcp", Settings(server.Address));
        await probe.ReportAsync();

        HealthStatus before = (await probe.ReportAsync()).Status;
        server.StopListening();

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Unhealthy), (before, (await probe.ReportAsync()).Status));
    }

    [Fact]
    public async Task A_refused_connection_is_an_ERROR()
    {
        using ReservedPort closed = new();

        HealthReportEntry entry = await CheckProbe.ReportAsync("Tcp", Settings(new IPEndPoint(IPAddress.Loopback, closed.Number)));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(entry.Exception).SocketErrorCode);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_an_ERROR()
    {
        HealthReportEntry entry = await CheckProbe.ReportAsync("Tcp", ("Host", "no-such-host.invalid"), ("Port", "80"));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<SocketException>(entry.Exception);
    }

    [Theory]
    [InlineData("PING\\r\\n", "PING\r\n")]
    [InlineData("gr\u00FCn\\t\\\\x", "gr\u00C3\u00BCn\t\\x")]
    [InlineData("\\x00\\xfF\\n", "\0\u00FF\n")]
    public async Task What_is_sent_may_have_escapes(string send, string received)
    {
        await using ScriptedServer server = new(async connection =>
        {
            string text = await connection.ReadAsync(received.Length);
            await connection.WriteAsync(text == received ? "right" : "wrong");
        });

        HealthReportEntry entry = await ReportAsync(server, ("Send", send), ("Expect", "^right$"));

        Assert.Equal((HealthStatus.Healthy, null), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task An_answer_may_come_in_pieces_and_go_on()
    {
        await using ScriptedServer server = new(async connection =>
        {
            foreach (char piece in "220 gr\u00C3\u00BCn\r\n")
            {
                await connection.WriteAsync(piece.ToString());
            }

            await connection.ReadToEndAsync();
        });

        HealthReportEntry entry = await ReportAsync(server, ("Expect", "^220 gr\u00FCn\r\n$"));

        Assert.Equal((HealthStatus.Healthy, null), (entry.Status, entry.Description));
    }

    [Theory]
    [InlineData("-ERR secret", "65536", "The first 11 bytes of the answer do not match '^[+]OK', and the server closed the connection.")]
    [InlineData("", "65536", "The first 0 bytes of the answer do not match '^[+]OK', and the server closed the connection.")]
    [InlineData("\u001B[31m\u0000\u00FF\u00FE", "7", "The first 7 bytes of the answer do not match '^[+]OK'.")]
    public async Task Another_answer_is_an_ERROR_and_not_shown(string answer, string limit, string description)
    {
        await using ScriptedServer server = new(connection => connection.WriteAsync(answer));

        HealthReportEntry entry = await ReportAsync(server, ("Expect", "^[+]OK"), ("MaxAnswerBytes", limit));

        Assert.Equal((HealthStatus.Unhealthy, description), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task An_answer_without_an_end_is_an_ERROR()
    {
        await using ScriptedServer server = new(async connection =>
        {
            while (true)
            {
                await connection.WriteAsync(new string('x', 1000));
            }
        });

        HealthReportEntry entry = await ReportAsync(server, ("Expect", "^[+]OK"));

        Assert.Equal((HealthStatus.Unhealthy, "The first 4096 bytes of the answer do not match '^[+]OK'."), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task A_connection_that_is_reset_before_its_answer_is_an_ERROR()
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadAsync(1);
            connection.Reset();
        });

        HealthReportEntry entry = await ReportAsync(server, ("Send", "x"), ("Expect", "^[+]OK"));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(entry.Exception).SocketErrorCode);
    }

    [Fact]
    public async Task A_pattern_that_takes_too_long_is_an_ERROR()
    {
        await using ScriptedServer server = new(connection => connection.WriteAsync(new string('a', 50) + "b"));

        HealthReportEntry entry = await ReportAsync(server, ("Expect", "^(a|aa)+$"));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<RegexMatchTimeoutException>(entry.Exception);
    }

    [Fact]
    public async Task The_end_of_a_run_ends_an_attempt_to_connect()
    {
        using BlackHole hole = new();
        using CancellationTokenSource run = new();

        Task<HealthCheckResult> running = RunAsync(hole.Address, run.Token);
        Assert.False(running.IsCompleted);
        await run.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task The_end_of_a_run_closes_the_connection_to_a_server_that_says_nothing()
    {
        TaskCompletionSource received = new();
        TaskCompletionSource closed = new();
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadAsync(1);
            received.SetResult();
            await connection.ReadToEndAsync();
            closed.SetResult();
        });
        using CancellationTokenSource run = new();

        Task<HealthCheckResult> running = RunAsync(server.Address, run.Token, ("Send", "x"), ("Expect", "^[+]OK"));
        await received.Task;
        await run.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await closed.Task;
    }

    [Fact]
    public async Task A_check_in_code_does_as_its_options_say()
    {
        await using ScriptedServer server = new(async connection => await connection.WriteAsync(await connection.ReadAsync(2)));
        await using EngineUnderTest engine = new(checks => checks.AddTcp("echo", options =>
        {
            options.Host = "localhost";
            options.Port = server.Address.Port;
            options.Send = new byte[] { 0x2B, 0x5C };
            options.Expect = @"^\+\\$";
        }));

        CheckResult result = await engine.GetOrStartRunAsync("echo");

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Outcome.Description));
    }

    private static Task<HealthCheckResult> RunAsync(IPEndPoint server, CancellationToken run, params IEnumerable<(string Key, string Value)> settings) =>
        new TcpHealthCheck(CheckProbe.Read(new TcpCheckType(), [.. Settings(server), .. settings]), new HappyEyeballs(TimeProvider.System))
            .CheckHealthAsync(new HealthCheckContext(), run);

    private static Task<HealthReportEntry> ReportAsync(ScriptedServer server, params IEnumerable<(string Key, string Value)> settings) =>
        CheckProbe.ReportAsync("Tcp", [.. Settings(server.Address), .. settings]);

    private static (string Key, string Value)[] Settings(IPEndPoint server) =>
        [("Host", server.Address.ToString()), ("Port", server.Port.ToString(CultureInfo.InvariantCulture))];
}
