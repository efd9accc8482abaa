using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using HealthFunctions.Testing;
using HealthFunctions.Testing.FunctionsHost;

namespace FunctionsApp.Tests;

/// <summary>The published worker as a process, below a stand-in for the Functions host.</summary>
public sealed class WorkerProcessTests
{
    private const int Restart = 200;
    private const int Terminated = 143;
    private const int WrongSettings = 78;

    [Fact]
    public async Task It_reports_the_functions_of_its_metadata_file()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(BuiltApps.Published);

        Assert.Equal(["HealthFunctions_Check", "HealthFunctions_NamedCheck"], host.Functions.Select(function => function.Name).Order());
        Assert.Equal(
            new FunctionAppFolder(BuiltApps.Published).Functions.Keys.Order(), host.Functions.Select(function => function.Name).Order());
    }

    [Fact]
    public async Task Stopped_while_a_check_runs_it_ends_with_a_code_after_which_its_host_fails_the_request()
    {
        SkipWithoutSignals();
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using WorkerHost host = await WorkerHost.StartAsync(
            BuiltApps.Published, [("HealthChecks__hung__Type", "Http"), ("HealthChecks__hung__Url", $"{server.Url}/never")]);
        Task<HttpResponseMessage> call = host.Client.GetAsync(
            new Uri("/_system/check/hung", UriKind.Relative), TestContext.Current.CancellationToken);
        await server.FirstRequest;

        Assert.Equal(Terminated, await host.Worker.TerminateAsync());

        using HttpResponseMessage response = await call;
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(host.Worker.Errors);
    }

    [Fact]
    public async Task Stopped_while_nothing_runs_it_ends_with_the_same_code()
    {
        SkipWithoutSignals();
        await using WorkerHost host = await WorkerHost.StartAsync(BuiltApps.Published);

        Assert.Equal(Terminated, await host.Worker.TerminateAsync());
        Assert.Empty(host.Worker.Errors);
    }

    [Fact]
    public async Task Stopped_before_its_host_has_answered_it_ends_with_the_same_code()
    {
        SkipWithoutSignals();
        await using WorkerHost host = await WorkerHost.LaunchAsync(BuiltApps.Published);
        await host.CalledAsync();

        Assert.Equal(Terminated, await host.Worker.TerminateAsync());
        Assert.Empty(host.Worker.Errors);
    }

    [Fact]
    public async Task Stopped_while_it_calls_its_host_it_ends_with_the_same_code()
    {
        SkipWithoutSignals();
        using TcpListener deaf = new(IPAddress.Loopback, 0);
        deaf.Start();
        await using WorkerProcess worker = WorkerProcess.Start(new FunctionAppFolder(BuiltApps.Published), new Uri($"http://{deaf.LocalEndpoint}/"));
        using TcpClient call = await deaf.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Terminated, await worker.TerminateAsync());
        Assert.Empty(worker.Errors);
    }

    [Fact]
    public async Task It_ends_when_its_host_asks()
    {
        await using WorkerHost host = await WorkerHost.StartAsync(BuiltApps.Published);

        Assert.Equal(Restart, await host.StopAsync());
    }

    [Fact]
    public async Task It_ends_when_its_host_is_killed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The host's job object does this.");
        await using WorkerHost host = await WorkerHost.LaunchAsync(BuiltApps.Published, orphanable: true);
        await host.LoadAsync();

        await host.Worker.KillParentAsync();

        // Its output ends with it.
        await host.Worker.WaitForExitAsync();
        await host.Channel.Ended.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Wrong_settings_end_it_before_it_calls_its_host_with_lines_that_the_host_shows_as_errors()
    {
        await using WorkerHost host = await WorkerHost.LaunchAsync(
            BuiltApps.Published, [("HealthChecks__db__Type", "Htpp"), ("HealthFunctions__WarningStatus", "12")]);

        Assert.Equal(WrongSettings, await host.Worker.WaitForExitAsync());

        Assert.False(host.Channel.Started.IsCompleted);
        Assert.Equal("error: HealthFunctions: The settings are wrong (2).", host.Worker.Errors[0]);
        Assert.Contains(host.Worker.Errors, line => line.Contains("HealthChecks__db__Type is 'Htpp'", StringComparison.Ordinal));
        Assert.All(host.Worker.Errors, line => Assert.StartsWith("error: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_status_is_one_JSON_line_on_the_console_that_the_host_keeps()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using WorkerHost host = await WorkerHost.StartAsync(
            BuiltApps.Published, [("HealthChecks__db__Type", "Http"), ("HealthChecks__db__Url", $"{server.Url}/503")]);

        await host.Client.AnswerAsync("/_system/check/db", 500, Expect.Error);
        await Eventually.TrueAsync(() => host.Worker.Errors.Count > 0);

        JsonNode line = JsonNode.Parse(Assert.Single(host.Worker.Errors))!;
        Assert.Equal(JsonValueKind.Object, line.GetValueKind());
        Assert.Equal("Error", line["LogLevel"]!.GetValue<string>());
        Assert.StartsWith("HealthFunctions", line["Category"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(host.Worker.Output);
        Assert.DoesNotContain(host.Channel.Logs, log => log.Category.StartsWith("HealthFunctions.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_forgotten_registration_stops_the_start_and_says_which_line_to_add()
    {
        await using WorkerHost host = await WorkerHost.LaunchAsync(BuiltApps.Forgotten);

        Assert.NotEqual(0, await host.Worker.WaitForExitAsync());

        Assert.False(host.Channel.Started.IsCompleted);
        // The host shows a line with these words as an error.
        Assert.StartsWith("Unhandled exception.", host.Worker.Errors[0], StringComparison.Ordinal);
        Assert.EndsWith("Add the line: builder.AddHealthFunctions();", host.Worker.Errors[0], StringComparison.Ordinal);
    }

    private static void SkipWithoutSignals() => Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
}
