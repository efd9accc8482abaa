using System.Net;
using System.Runtime.InteropServices;
using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>The stop of a process that first says that it is not ready.</summary>
public sealed class DrainTests
{
    private const string Ready = "/_system/check/ready";

    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task After_a_signal_groups_are_ERROR_and_all_else_is_served_until_a_second_signal(PosixSignal signal)
    {
        Requires.Signals();
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartAsync(Settings(server, "300"));
        await app.Client.AnswerAsync(Ready, 200, Expect.Ok);

        await app.SignalAsync(signal);
        await NotReadyAsync(app);

        await app.Client.AnswerAsync(Ready, 500, Expect.Error);
        await app.Client.AnswerAsync("/_system/check/site", 200, Expect.Ok);
        await app.Client.AnswerAsync("/_system/check", 200, """{"message":"API running","code":"OK","ok":true}""");
        Assert.Equal(0, await app.StopAsync(signal));
    }

    [Fact]
    public async Task The_stop_comes_by_itself_after_that_time()
    {
        Requires.Signals();
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartAsync(Settings(server, "1"));

        Assert.Equal(0, await app.StopAsync(PosixSignal.SIGTERM));
        Assert.Contains("reason SHUTDOWN", await app.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_number_of_seconds_stops_the_start()
    {
        (int exitCode, _, string errors) = await AppProcess.RunAsync([("HealthFunctions__DrainSeconds", "301")]);

        Assert.Equal(78, exitCode);
        Assert.Contains("HealthFunctions__DrainSeconds is '301'; allowed: a whole number from 0 to 300.", errors, StringComparison.Ordinal);
    }

    private static (string, string?)[] Settings(ResourceServer server, string seconds) =>
    [
        ("HealthChecks__site__Type", "Http"), ("HealthChecks__site__Url", $"{server.Url}/200"), ("HealthChecks__site__Tags__0", "ready"),
        ("HealthFunctions__DrainSeconds", seconds),
    ];

    private static Task NotReadyAsync(AppProcess app) => Eventually.TrueAsync(async () =>
    {
        using HttpResponseMessage response = await app.Client.GetAsync(new Uri(Ready, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode == HttpStatusCode.InternalServerError;
    });
}
