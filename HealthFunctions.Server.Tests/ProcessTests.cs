using System.Runtime.InteropServices;
using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>The app as its users meet it: a process.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task It_prints_the_URLs_that_it_serves()
    {
        await using AppProcess app = await AppProcess.StartAsync(
            [("HealthChecks__db__Type", "Http"), ("HealthChecks__db__Url", "http://127.0.0.1:1/"), ("HealthChecks__db__Tags__0", "ready")]);
        string url = app.Client.BaseAddress!.ToString();

        await app.Client.AnswerAsync("/_system/check", 200, """{"message":"API running","code":"OK","ok":true}""");
        Assert.Equal(
            [
                $"HealthFunctions {CommandLine.Version} (Production) serves:",
                $"  {url}_system/check",
                $"  {url}_system/check/db",
                $"  {url}_system/check/ready",
                "Ctrl-C stops it.",
            ],
            app.Output);
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task It_stops_with_exit_code_0_long_before_a_check_that_callers_wait_for(PosixSignal signal)
    {
        Requires.Signals();
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartAsync(
        [
            ("HealthChecks__hung__Type", "Http"), ("HealthChecks__hung__Url", $"{server.Url}/never"), ("HealthChecks__hung__Timeout", "00:05:00"),
            ("HealthFunctions__Deadline", "00:05:00"),
        ]);
        Task<HttpResponseMessage> waiting = app.Client.GetAsync(new Uri("/_system/check/hung", UriKind.Relative), TestContext.Current.CancellationToken);
        await server.FirstRequest;

        int exitCode = await app.StopAsync(signal);

        Assert.Equal(0, exitCode);
        using HttpResponseMessage answer = await waiting;
        await answer.IsAsync(500, Expect.Error);
    }

    [Fact]
    public async Task Settings_files_are_not_watched()
    {
        Requires.Linux();
        await using AppProcess app = await AppProcess.StartAsync();

        IEnumerable<string?> opened = Directory.EnumerateFiles($"/proc/{app.Id}/fd").Select(file => new FileInfo(file).LinkTarget);

        Assert.DoesNotContain(opened, target => target?.Contains("inotify", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Development_settings_hold_a_check_that_is_green_offline()
    {
        Assert.SkipWhen(
            !File.Exists(Path.Combine(Path.GetDirectoryName(AppProcess.Executable)!, "appsettings.Development.json")),
            "Development settings are not published.");
        using ReservedPort port = new();
        await using AppProcess app = await AppProcess.StartAsync(
            [("ASPNETCORE_URLS", port.Url), ("HealthChecks__http_resource__Url", $"{port.Url}_system/check")],
            "--environment", "Development");

        await app.Client.AnswerAsync("/_system/check/http_resource", 200, Expect.Ok);
    }
}
