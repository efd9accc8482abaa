using System.Runtime.InteropServices;
using System.Text.Json;
using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>Tests the process as a Functions custom handler. The tests stand in for the host.</summary>
public sealed class CustomHandlerTests
{
    private const int Restart = 200;

    [Fact]
    public async Task It_listens_where_its_host_says_whatever_else_is_said()
    {
        await using AppProcess app = await AppProcess.StartHandlerAsync(
            [("Kestrel__Endpoints__other__Url", "http://127.0.0.1:1")], "--urls", "http://127.0.0.1:1");

        await app.Client.AnswerAsync("/_system/check", 200, """{"message":"API running","code":"OK","ok":true}""");
    }

    [Fact]
    public async Task Keys_that_the_host_forwards_are_never_logged_however_much_is()
    {
        Requires.Signals();
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartHandlerAsync(
        [
            ("HealthChecks__bad__Type", "Http"), ("HealthChecks__bad__Url", $"{server.Url}/500"),
            ("Logging__LogLevel__Default", "Trace"),
            ("Logging__LogLevel__Microsoft", "Trace"),
            ("Logging__LogLevel__Microsoft.AspNetCore.Server.Kestrel.BadRequests", "Trace"),
            ("Logging__Console__LogLevel__Microsoft.AspNetCore.Server.Kestrel.BadRequests", "Trace"),
        ]);
        using HttpRequestMessage request = new(HttpMethod.Get, "/_system/check/bad?code=KeyInTheQuery");
        request.Headers.Add("x-functions-key", "KeyInTheHeader");
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
        request.Headers.Add("X-Azure-Functions-InvocationId", "0a76b0c9-b2ae-4ed0-a3bd-e5ec1a5f8d0f");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.UserAgent.ParseAdd("Azure-Functions-Host/4.1037.0.0");
        request.Headers.Host = "app.azurewebsites.net";

        using HttpResponseMessage response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.IsAsync(500, Expect.Error);
        foreach (string malformed in (string[])["GET _system?code=KeyInThePath HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nx-functions-key KeyWithoutColon\r\n\r\n"])
        {
            Assert.StartsWith("HTTP/1.1 400", await app.SendAsync(malformed), StringComparison.Ordinal);
        }

        await app.StopAsync(PosixSignal.SIGTERM);

        string log = await app.ReadToEndAsync();
        Assert.Contains("HealthCheckEngine", log, StringComparison.Ordinal);
        Assert.DoesNotContain("KeyIn", log, StringComparison.Ordinal);
        Assert.DoesNotContain("KeyWithout", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_status_is_one_line_of_JSON_and_nothing_else_is_logged()
    {
        Requires.Signals();
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartHandlerAsync(
        [
            ("HealthChecks__good__Type", "Http"), ("HealthChecks__good__Url", $"{server.Url}/200"),
            ("HealthChecks__bad__Type", "Http"), ("HealthChecks__bad__Url", $"{server.Url}/500"), ("HealthChecks__bad__MaxAge", "00:00:00"),
        ]);

        await app.Client.AnswerAsync("/_system/check/good", 200, Expect.Ok);
        await app.Client.AnswerAsync("/_system/check/bad", 500, Expect.Error);
        await app.Client.AnswerAsync("/_system/check/bad", 500, Expect.Error);
        await app.StopAsync(PosixSignal.SIGTERM);

        using JsonDocument line = JsonDocument.Parse(await app.ReadToEndAsync());
        JsonElement state = line.RootElement.GetProperty("State");
        Assert.Equal("Error", line.RootElement.GetProperty("LogLevel").GetString());
        Assert.Equal("bad", state.GetProperty("Check").GetString());
        Assert.Equal("UNKNOWN", state.GetProperty("From").GetString());
        Assert.Equal("ERROR", state.GetProperty("To").GetString());
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task Stopped_while_its_host_lives_it_asks_for_a_restart(PosixSignal signal)
    {
        Requires.Signals();
        await using AppProcess app = await AppProcess.StartHandlerAsync();

        int exitCode = await app.StopAsync(signal);

        Assert.Equal(Restart, exitCode);
    }

    [Fact]
    public async Task Stopped_while_a_check_runs_it_leaves_no_request_without_an_end()
    {
        Requires.Signals();
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartHandlerAsync(
        [
            ("HealthChecks__hung__Type", "Http"), ("HealthChecks__hung__Url", $"{server.Url}/never"),
            ("HealthChecks__hung__Timeout", "00:01:00"), ("HealthFunctions__Deadline", "00:01:00"),
        ]);
        Task<HttpResponseMessage> call = app.Client.GetAsync(
            new Uri("/_system/check/hung", UriKind.Relative), TestContext.Current.CancellationToken);
        await server.FirstRequest;

        Assert.Equal(Restart, await app.StopAsync(PosixSignal.SIGTERM));

        // The answer is ERROR; or none comes, and the connection is closed, where a busy machine takes longer than a stop may.
        Exception? exception = await Record.ExceptionAsync(() => call);
        Assert.True(exception is null or HttpRequestException, $"{exception}");
    }

    [Fact]
    public async Task Wrong_settings_end_it_with_78()
    {
        (int exitCode, _, string errors) = await AppProcess.RunAsync(
            [.. AppProcess.HandlerSettings(port: 0), ("HealthChecks__db__Type", "Htpp")]);

        Assert.Equal(78, exitCode);
        Assert.Contains("HealthChecks__db__Type is 'Htpp'", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_when_its_host_is_killed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The host's job object does this.");
        using ReservedPort port = new();
        using HttpClient client = new() { BaseAddress = new Uri(port.Url) };
        using StandInHost host = await StandInHost.StartAsync(AppProcess.HandlerSettings(port.Number));
        await client.FirstAnswerAsync();

        host.Kill();

        await client.LastAnswerAsync();
    }
}
