using System.Net;
using HealthFunctions.Checks;
using HealthFunctions.Checks.Http;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Tests which connections HTTP checks make, keep and give up.</summary>
public sealed class HttpConnectionTests
{
    private static readonly (string Key, string Value) Reuse = ("ReuseConnections", "true");

    [Fact]
    public async Task Each_probe_has_a_connection_of_its_own()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using HttpProbe probe = new($"{server.Url}/200");

        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(HealthStatus.Healthy, (await probe.ReportAsync()).Status);
        }

        Assert.Equal((10, 10), (server.Requests, server.Connections.Count));
        Assert.Equal("close", server.LastHeaders["Connection"]);
    }

    [Fact]
    public async Task With_ReuseConnections_probes_share_one()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using HttpProbe probe = new($"{server.Url}/200", Reuse);

        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(HealthStatus.Healthy, (await probe.ReportAsync()).Status);
        }

        Assert.Equal((10, 1), (server.Requests, server.Connections.Count));
        Assert.DoesNotContain("Connection", server.LastHeaders);
    }

    [Fact]
    public async Task A_target_that_no_longer_listens_is_an_ERROR_at_once_whatever_connections_it_has_open()
    {
        await using ScriptedServer server = new(async connection =>
        {
            while (true)
            {
                await connection.ReadRequestAsync();
                await connection.RespondAsync();
            }
        });
        await using HttpProbe probe = new(server.Url);
        HealthStatus before = (await probe.ReportAsync()).Status;

        server.StopListening();

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Unhealthy), (before, (await probe.ReportAsync()).Status));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kept_connection_that_ends_without_a_response_is_replaced_by_another(bool reset)
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.RespondAsync();
            await connection.ReadRequestAsync();
            End(connection, reset);
        });
        await using HttpProbe probe = new(server.Url, Reuse);

        HealthReportEntry[] entries = [await probe.ReportAsync(), await probe.ReportAsync()];

        Assert.All(entries, entry => Assert.Equal((HealthStatus.Healthy, null), (entry.Status, entry.Exception)));
        Assert.Equal([2, 1], server.Connections.Select(connection => connection.Requests.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task There_is_one_retry(bool reset)
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            if (connection.Number == 0)
            {
                await connection.RespondAsync();
                await connection.ReadRequestAsync();
            }

            End(connection, reset);
        });
        await using HttpProbe probe = new(server.Url, Reuse);
        await probe.ReportAsync();

        HealthReportEntry entry = await probe.ReportAsync();

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public async Task A_bad_response_on_a_kept_connection_is_not_asked_for_again()
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.RespondAsync();
            await connection.ReadRequestAsync();
            await connection.WriteAsync("nonsense\r\n\r\n");
        });
        await using HttpProbe probe = new(server.Url, Reuse);
        await probe.ReportAsync();

        HealthReportEntry entry = await probe.ReportAsync();

        Assert.Equal((HealthStatus.Unhealthy, 2), (entry.Status, server.Requests));
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("false", true)]
    [InlineData("true", false)]
    [InlineData("true", true)]
    public async Task A_new_connection_that_ends_without_a_response_is_an_ERROR_after_one_request(string reuse, bool reset)
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            End(connection, reset);
        });

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url, ("ReuseConnections", reuse), ("Method", "POST"));

        Assert.Equal((HealthStatus.Unhealthy, 1), (entry.Status, server.Requests));
    }

    [Fact]
    public async Task An_address_that_does_not_answer_beside_one_that_does_is_no_ERROR()
    {
        using BlackHole hole = new();
        await using ResourceServer server = await ResourceServer.StartAsync();
        CountingClock clock = new();
        HappyEyeballs connector = new(clock, (host, _) => Task.FromResult<IPEndPoint[]>([hole.Address, new(IPAddress.Loopback, host.Port)]));
        using HttpHealthCheck check = HttpProbe.Check(server.Url.Replace("127.0.0.1", "shop.invalid", StringComparison.Ordinal) + "/200", connector: connector);

        Task<HealthCheckResult> probe = check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() =>
        {
            clock.Move(TimeSpan.FromMilliseconds(250));
            return probe.IsCompleted;
        });

        Assert.Equal(HealthStatus.Healthy, (await probe).Status);
    }

    [Fact]
    public async Task The_end_of_a_run_ends_its_connection_attempt()
    {
        TaskCompletionSource<CancellationToken> resolving = new(TaskCreationOptions.RunContinuationsAsynchronously);
        HappyEyeballs connector = new(TimeProvider.System, (_, token) =>
        {
            resolving.SetResult(token);
            return new TaskCompletionSource<IPEndPoint[]>().Task;
        });
        using HttpHealthCheck check = HttpProbe.Check("http://shop.invalid/", connector: connector);
        using CancellationTokenSource run = new();

        Task<HealthCheckResult> probe = check.CheckHealthAsync(new HealthCheckContext(), run.Token);
        CancellationToken token = await resolving.Task;
        await run.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
        Assert.True(token.IsCancellationRequested);
    }

    private static void End(ScriptedConnection connection, bool reset)
    {
        if (reset)
        {
            connection.Reset();
        }
    }
}
