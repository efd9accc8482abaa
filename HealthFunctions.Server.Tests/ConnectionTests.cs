using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>Connections, and those who abuse them.</summary>
public sealed class ConnectionTests
{
    private const string Liveness = "/_system/check";
    private const string Running = """{"message":"API running","code":"OK","ok":true}""";
    private const string Reached = "connections are open, which is the limit";

    [Fact]
    public async Task Silent_connections_beyond_what_the_process_may_open_shut_out_no_probe_and_are_told_once()
    {
        Requires.Linux();
        await using AppProcess app = await AppProcess.StartFromShellAsync("ulimit -n 256");
        List<RawConnection> silent = [];
        for (int i = 0; i < 400; i++)
        {
            silent.Add(await RawConnection.OpenAsync(app));
        }

        for (int i = 0; i < 100; i++)
        {
            using RawConnection probe = await RawConnection.OpenAsync(app);
            await probe.GetAsync(Liveness);
            Assert.StartsWith("HTTP/1.1 200", await probe.ReadAnswerAsync(), StringComparison.Ordinal);
        }

        silent.ForEach(connection => connection.Dispose());
        await app.StopAsync(PosixSignal.SIGTERM);
        Assert.Single(Regex.Matches(await app.ReadToEndAsync(), Reached));
    }

    [Fact]
    public async Task At_the_limit_the_connection_that_is_missed_the_least_is_closed_for_a_new_one()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartAsync(
        [
            ("Kestrel__Limits__MaxConcurrentConnections", "3"),
            ("HealthFunctions__Deadline", "00:05:00"),
            .. NeverAnswered(server, "00:05:00"),
        ]);
        using RawConnection busy = await RawConnection.OpenAsync(app);
        await busy.GetAsync("/_system/check/hung");
        await server.FirstRequest;
        using RawConnection served = await RawConnection.OpenAsync(app);
        using RawConnection silent = await RawConnection.OpenAsync(app);
        await served.GetAsync(Liveness);
        await served.ReadAnswerAsync();

        using RawConnection first = await RawConnection.OpenAsync(app);
        Assert.Empty(await silent.ReadToEndAsync());
        await first.GetAsync(Liveness);
        await first.ReadAnswerAsync();
        using RawConnection second = await RawConnection.OpenAsync(app);
        Assert.Empty(await served.ReadToEndAsync());
        await second.GetAsync(Liveness);
        await second.ReadAnswerAsync();

        Requires.Signals();
        await app.StopAsync(PosixSignal.SIGTERM);
        Assert.StartsWith("HTTP/1.1 500", await busy.ReadAnswerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_every_connection_is_busy_the_oldest_is_closed_so_that_a_probe_is_answered()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartAsync(
            [("Kestrel__Limits__MaxConcurrentConnections", "1"), ("HealthFunctions__Deadline", "00:05:00"), .. NeverAnswered(server, "00:05:00")]);
        using RawConnection busy = await RawConnection.OpenAsync(app);
        await busy.GetAsync("/_system/check/hung");
        await server.FirstRequest;

        await app.Client.AnswerAsync(Liveness, 200, Running);

        Assert.Empty(await busy.ReadToEndAsync());
    }

    [Fact]
    public async Task An_idle_connection_is_closed_and_unfinished_headers_are_refused()
    {
        await using AppProcess app = await AppProcess.StartAsync(
            [("Kestrel__Limits__KeepAliveTimeout", "00:00:01"), ("Kestrel__Limits__RequestHeadersTimeout", "00:00:01")]);
        using RawConnection silent = await RawConnection.OpenAsync(app);
        using RawConnection unfinished = await RawConnection.OpenAsync(app);
        await unfinished.SendAsync("GET /_system/check HTTP/1.1\r\n");

        Assert.Empty(await silent.ReadToEndAsync());
        Assert.StartsWith("HTTP/1.1 408", await unfinished.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_limits_and_unknown_keys_of_Kestrel_stop_the_start()
    {
        (int exitCode, _, string errors) = await AppProcess.RunAsync(
        [
            ("Kestrel__Limits__MaxConcurrentConnections", "0"),
            ("Kestrel__Limits__KeepAliveTimeout", "20"),
            ("Kestrel__Limits__MaxConnections", "1"),
            ("Kestrel__Endpoint__a__Url", "http://127.0.0.1:0"),
        ]);

        Assert.Equal(78, exitCode);
        Assert.Contains("(4):", errors, StringComparison.Ordinal);
        Assert.Contains("Kestrel__Endpoint is unknown (did you mean Endpoints?); allowed: Endpoints, EndpointDefaults, Certificates, Limits.", errors, StringComparison.Ordinal);
        Assert.Contains("Kestrel__Limits__KeepAliveTimeout is '20'; allowed: a duration", errors, StringComparison.Ordinal);
        Assert.Contains("Kestrel__Limits__MaxConcurrentConnections is '0'; allowed: a whole number from 1 to 1000000.", errors, StringComparison.Ordinal);
        Assert.Contains("Kestrel__Limits__MaxConnections is unknown", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_body_of_a_GET_is_dropped_and_the_connection_goes_on()
    {
        await using AppProcess app = await AppProcess.StartAsync();
        using RawConnection connection = await RawConnection.OpenAsync(app);

        for (int i = 0; i < 3; i++)
        {
            await connection.GetAsync(Liveness, "Content-Length: 16384\r\n", new string('x', 16384));
            string answer = await connection.ReadAnswerAsync();
            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Connection:", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Content-Length: 16385\r\n")]
    [InlineData("Content-Length: 5\r\nExpect: 100-continue\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    public async Task An_answer_to_a_GET_whose_body_is_not_read_says_that_the_connection_ends(string headers)
    {
        await using AppProcess app = await AppProcess.StartAsync();
        using RawConnection connection = await RawConnection.OpenAsync(app);

        await connection.GetAsync(Liveness, headers);

        string answer = await connection.ReadAnswerAsync();
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_has_closed_its_half_of_the_connection_gets_its_answer_however_late()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartAsync(NeverAnswered(server, "00:00:01"));
        using RawConnection late = await RawConnection.OpenAsync(app);
        await late.GetAsync("/_system/check/hung");
        late.FinishSending();
        for (int i = 0; i < 200; i++)
        {
            using RawConnection connection = await RawConnection.OpenAsync(app);
            await connection.GetAsync(Liveness);
            connection.FinishSending();
            Assert.EndsWith(Running, await connection.ReadToEndAsync(), StringComparison.Ordinal);
        }

        Assert.EndsWith(Expect.Error, await late.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static IEnumerable<(string, string?)> NeverAnswered(ResourceServer server, string timeout) =>
        [("HealthChecks__hung__Type", "Http"), ("HealthChecks__hung__Url", $"{server.Url}/never"), ("HealthChecks__hung__Timeout", timeout)];
}
