using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Tests what headers and JSON bodies are held to.</summary>
public sealed class HttpAnswerTests
{
    private const string Body = """
        {"status":"UP","size":12.50,"big":9007199254740993,"on":true,"none":null,"a/b":{"~m":[{"n":1},"two"]},"text":"7","":{"0":"zero"},"half":"\ud800"}
        """;

    [Theory]
    [InlineData("/status", "Equals", "UP", null)]
    [InlineData("/status", "Equals", "up", "Expected 'up' at /status, got 'UP'.")]
    [InlineData("/size", "Equals", "12.5", null)]
    [InlineData("/size", "Equals", "1250e-2", null)]
    [InlineData("/size", "Equals", "12.51", "Expected '12.51' at /size, got 12.50.")]
    [InlineData("/size", "Equals", "twelve", "Expected 'twelve' at /size, got 12.50.")]
    [InlineData("/big", "Equals", "9007199254740993", null)]
    [InlineData("/big", "Equals", "9007199254740992", "Expected '9007199254740992' at /big, got 9007199254740993.")]
    [InlineData("/on", "Equals", "true", null)]
    [InlineData("/on", "Equals", "True", null)]
    [InlineData("/on", "Equals", "false", "Expected 'false' at /on, got true.")]
    [InlineData("/none", "Equals", "null", null)]
    [InlineData("/none", "Equals", "0", "Expected '0' at /none, got null.")]
    [InlineData("/text", "Equals", "7", null)]
    [InlineData("/text", "Equals", "7.0", "Expected '7.0' at /text, got '7'.")]
    [InlineData("/a~1b/~0m/0/n", "Equals", "1", null)]
    [InlineData("/a~1b/~0m/1", "Equals", "two", null)]
    [InlineData("//0", "Equals", "zero", null)]
    [InlineData("/a~1b/~0m/2", "Equals", "x", "Expected 'x' at /a~1b/~0m/2, got nothing.")]
    [InlineData("/a~1b/~0m/01", "Equals", "two", "Expected 'two' at /a~1b/~0m/01, got nothing.")]
    [InlineData("/a~1b/~0m/-", "Equals", "two", "Expected 'two' at /a~1b/~0m/-, got nothing.")]
    [InlineData("/a~1b/~0m", "Equals", "two", "Expected 'two' at /a~1b/~0m, got a list.")]
    [InlineData("/a~1b", "Equals", "two", "Expected 'two' at /a~1b, got an object.")]
    [InlineData("/status/0", "Equals", "U", "Expected 'U' at /status/0, got nothing.")]
    [InlineData("/half", "Equals", "x", "Expected 'x' at /half, got a text that is no Unicode.")]
    [InlineData("/status", "Matches", "^(UP|OK)$", null)]
    [InlineData("/status", "Matches", "^DOWN", "Expected a match of '^DOWN' at /status, got 'UP'.")]
    [InlineData("/size", "Matches", "^12\\.", null)]
    [InlineData("/a~1b", "Matches", "\"two\"", null)]
    [InlineData("/missing", "Matches", "", "Expected a match of '.*' at /missing, got nothing.")]
    [InlineData("/size", "Above", "12.4", null)]
    [InlineData("/size", "Above", "12.5", "Expected a number above 12.5 at /size, got 12.50.")]
    [InlineData("/size", "Below", "12.6", null)]
    [InlineData("/size", "Below", "-1", "Expected a number below -1 at /size, got 12.50.")]
    [InlineData("/text", "Above", "6", null)]
    [InlineData("/status", "Above", "6", "Expected a number above 6 at /status, got 'UP'.")]
    [InlineData("/on", "Below", "6", "Expected a number below 6 at /on, got true.")]
    public async Task A_value_of_a_JSON_body_must_be_what_its_condition_says(string place, string key, string value, string? problem)
    {
        await using ScriptedServer server = Answering(Body);

        HealthReportEntry entry = await HttpProbe.ReportAsync(
            server.Url, ("ExpectedJson__0__Pointer", place), ($"ExpectedJson__0__{key}", value.Length > 0 ? value : ".*"));

        Assert.Equal((problem is null ? HealthStatus.Healthy : HealthStatus.Unhealthy, problem), (entry.Status, entry.Description));
        Assert.Equal(problem is null ? null : HealthReason.UnexpectedAnswer, entry.Data.GetValueOrDefault(HealthCheckResultExtensions.ReasonKey));
    }

    [Theory]
    [InlineData("")]
    [InlineData("UP")]
    [InlineData("{\"status\":\"UP\"")]
    [InlineData("{\"status\":\"UP\"} {}")]
    [InlineData("<status>UP</status>")]
    [InlineData("\0\u0001\u001B[2J\u00FF")]
    public async Task A_body_that_is_no_JSON_is_an_ERROR(string body)
    {
        await using ScriptedServer server = Answering(body);

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url, ("ExpectedJson__0__Pointer", "/status"), ("ExpectedJson__0__Equals", "UP"));

        Assert.Equal((HealthStatus.Unhealthy, "The body is no JSON."), (entry.Status, entry.Description));
        Assert.Equal(HealthReason.UnexpectedAnswer, entry.Data[HealthCheckResultExtensions.ReasonKey]);
        Assert.Null(entry.Exception);
    }

    [Fact]
    public async Task All_conditions_must_fit_and_numbers_that_are_compared_are_in_the_data_also_of_an_ERROR()
    {
        await using ScriptedServer server = Answering("""{"queue":{"length":17,"age":3.5},"status":"DOWN"}""");

        HealthReportEntry entry = await HttpProbe.ReportAsync(
            server.Url,
            ("ExpectedJson__0__Pointer", "/status"),
            ("ExpectedJson__0__Equals", "UP"),
            ("ExpectedJson__2__Pointer", "/queue/length"),
            ("ExpectedJson__2__Below", "10"),
            ("ExpectedJson__10__Pointer", "/queue/age"),
            ("ExpectedJson__10__Above", "0"));

        Assert.Equal((HealthStatus.Unhealthy, "Expected 'UP' at /status, got 'DOWN'."), (entry.Status, entry.Description));
        Assert.Equal((new ObservedValue(17, "1"), new ObservedValue(3.5, "1")), (entry.Data["/queue/length"], entry.Data["/queue/age"]));
    }

    [Fact]
    public async Task A_number_that_is_compared_is_in_the_data_of_a_result_that_is_OK()
    {
        await using ScriptedServer server = Answering("""{"length":17}""");

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url, ("ExpectedJson__0__Pointer", "/length"), ("ExpectedJson__0__Below", "20"));

        Assert.Equal((HealthStatus.Healthy, new ObservedValue(17, "1")), (entry.Status, entry.Data["/length"]));
    }

    [Theory]
    [InlineData("""{"length":1e999}""")]
    [InlineData("""{"length":"Infinity"}""")]
    [InlineData("""{"length":" 7"}""")]
    [InlineData("""{"length":"1,000"}""")]
    public async Task What_is_no_finite_number_is_not_compared(string body)
    {
        await using ScriptedServer server = Answering(body);

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url, ("ExpectedJson__0__Pointer", "/length"), ("ExpectedJson__0__Above", "0"));

        Assert.Equal((HealthStatus.Unhealthy, false), (entry.Status, entry.Data.ContainsKey("/length")));
    }

    [Fact]
    public async Task JSON_may_have_a_byte_order_mark_or_another_charset()
    {
        await using ScriptedServer marked = Answering("\u00EF\u00BB\u00BF{\"a\":\"gr\u00C3\u00BCn\"}");
        await using ScriptedServer utf16 = Answering("{\0\"\0a\0\"\0:\0\"\0g\0r\0\u00FC\0n\0\"\0}\0", "application/json; charset=utf-16");
        (string, string)[] settings = [("ExpectedJson__0__Pointer", "/a"), ("ExpectedJson__0__Equals", "gr\u00FCn")];

        Assert.Equal(HealthStatus.Healthy, (await HttpProbe.ReportAsync(marked.Url, settings)).Status);
        Assert.Equal(HealthStatus.Healthy, (await HttpProbe.ReportAsync(utf16.Url, settings)).Status);
    }

    [Fact]
    public async Task What_a_server_says_is_shown_in_one_short_line_and_not_where_a_secret_may_be()
    {
        await using ScriptedServer server = Answering($$"""{"status":"\u001b[2J\n{{new string('x', 1000)}}","access_token":"hunter2"}""");

        HealthReportEntry status = await HttpProbe.ReportAsync(server.Url, ("ExpectedJson__0__Pointer", "/status"), ("ExpectedJson__0__Equals", "UP"));
        HealthReportEntry token = await HttpProbe.ReportAsync(server.Url, ("ExpectedJson__0__Pointer", "/access_token"), ("ExpectedJson__0__Equals", "x"));

        Assert.StartsWith("Expected 'UP' at /status, got '\\u001B[2J\\u000Axxx", status.Description, StringComparison.Ordinal);
        Assert.InRange(status.Description!.Length, 100, 200);
        Assert.Equal("Expected the value of the settings at /access_token, got another value.", token.Description);
    }

    [Theory]
    [InlineData("X-Version", "Equals", "7", null)]
    [InlineData("x-version", "Equals", "7", null)]
    [InlineData("X-Version", "Equals", "8", "The header X-Version is not '8'.")]
    [InlineData("X-Version", "Matches", "^\\d$", null)]
    [InlineData("X-Auth-Token", "Equals", "hunter2", "The header X-Auth-Token is not that of the settings.")]
    [InlineData("X-Auth-Token", "Matches", "hunter2", "The header X-Auth-Token is not that of the settings.")]
    [InlineData("X-Version", "Matches", "a", "The header X-Version does not match 'a'.")]
    [InlineData("Content-Type", "Equals", "text/plain; charset=utf-8", null)]
    [InlineData("Content-Type", "Matches", "^application/json", "The header Content-Type does not match '^application/json'.")]
    [InlineData("Cache-Control", "Equals", "no-cache,max-age=0", null)]
    [InlineData("X-Many", "Equals", "two", null)]
    [InlineData("X-Many", "Equals", "one, two", "The header X-Many is not 'one, two'.")]
    [InlineData("X-Missing", "Matches", ".*", "The header X-Missing is missing.")]
    public async Task A_header_of_the_response_must_be_what_its_condition_says(string name, string key, string value, string? problem)
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(
                "HTTP/1.1 200 OK\r\nX-Version: 7\r\nX-Auth-Token: hunter3\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-cache,max-age=0\r\nX-Many: one\r\nX-Many: two\r\nContent-Length: 2\r\n\r\nok");
        });

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url, ("ExpectedHeaders__0__Name", name), ($"ExpectedHeaders__0__{key}", value));

        Assert.Equal((problem is null ? HealthStatus.Healthy : HealthStatus.Unhealthy, problem), (entry.Status, entry.Description));
        Assert.Equal(problem is null ? null : HealthReason.UnexpectedAnswer, entry.Data.GetValueOrDefault(HealthCheckResultExtensions.ReasonKey));
    }

    [Fact]
    public async Task Conditions_in_code_are_held_to_as_those_in_settings()
    {
        await using ScriptedServer server = Answering("""{"status":"UP","": 3}""");
        await using EngineUnderTest engine = new(checks => checks.AddHttp("api", options =>
        {
            options.Url = new Uri(server.Url);
            options.ExpectedHeaders.Add(new() { Name = "Content-Type", Matches = "^application/json" });
            options.ExpectedJson.Add(new() { Pointer = "/status", Equals = "UP" });
            options.ExpectedJson.Add(new() { Pointer = "/", Above = 3 });
        }));

        HealthReportEntry entry = (await engine.ReportAsync()).Entries["api"];

        Assert.Equal((HealthStatus.Unhealthy, "Expected a number above 3 at /, got 3."), (entry.Status, entry.Description));
    }

    private static ScriptedServer Answering(string body, string contentType = "application/json") => new(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.RespondAsync(body, contentType);
    });
}
