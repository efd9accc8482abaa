using System.Runtime.InteropServices;
using System.Text.Json;
using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>Tests the log lines of the process.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task A_failed_check_is_one_readable_line()
    {
        string log = await LogOfAFailureAsync();

        Assert.Matches(
            @"(?m)^\d\d:\d\d:\d\d fail: HealthFunctions\.Engine\.HealthCheckEngine\[1\] Health check bad, first result: ERROR\. Reason: UNEXPECTED_STATUS; .*500.*\(run took 00:00:0.*, failures in a row: 1\)$",
            log);
    }

    [Fact]
    public async Task The_usual_setting_makes_each_line_a_JSON_object()
    {
        string log = await LogOfAFailureAsync(
            ("Logging__Console__FormatterName", "json"), ("Logging__Console__FormatterOptions__IncludeScopes", "true"));

        using JsonDocument line = JsonDocument.Parse(Assert.Single(log.Split('\n'), text => text.StartsWith('{')));
        Assert.Equal("bad", line.RootElement.GetProperty("State").GetProperty("Check").GetString());
        Assert.Equal("bad", line.RootElement.GetProperty("Scopes")[0].GetProperty("HealthCheck").GetString());
    }

    private static async Task<string> LogOfAFailureAsync(params IEnumerable<(string Key, string? Value)> settings)
    {
        Requires.Signals();
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartAsync(
            [("HealthChecks__bad__Type", "Http"), ("HealthChecks__bad__Url", $"{server.Url}/500"), .. settings]);

        await app.Client.AnswerAsync("/_system/check/bad", 500, Expect.Error);
        await app.StopAsync(PosixSignal.SIGTERM);
        return await app.ReadToEndAsync();
    }
}
