using System.Text.RegularExpressions;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Tests every setting of <c>Type=Http</c> against a real server.</summary>
public sealed class HttpHealthCheckTests
{
    [Theory]
    [InlineData("/404", HealthStatus.Healthy, null, "ExpectedStatus", "404")]
    [InlineData("/200", HealthStatus.Unhealthy, "Expected status 404, got 200.", "ExpectedStatus", "404")]
    [InlineData("/599", HealthStatus.Unhealthy, "Expected status 200-299, got 599.", "Method", "GET")]
    [InlineData("/200", HealthStatus.Healthy, null, "ExpectedBody", "^status \\d+$")]
    [InlineData("/200", HealthStatus.Unhealthy, "The body does not match '^x'.", "ExpectedBody", "^x")]
    [InlineData("/200", HealthStatus.Healthy, null, "MaxBodyBytes", "10")]
    [InlineData("/302", HealthStatus.Unhealthy, "Expected status 200-299, got 302.", "FollowRedirects", "false")]
    [InlineData("/302", HealthStatus.Healthy, null, "FollowRedirects", "true")]
    public async Task The_settings_decide_what_response_is_healthy(string path, HealthStatus status, string? description, string key, string value)
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url + path, (key, value));

        Assert.Equal((status, description), (entry.Status, entry.Description));
    }

    [Theory]
    [InlineData("/200", "9")]
    [InlineData("/huge", "65536")]
    public async Task A_body_over_the_limit_is_an_ERROR(string path, string limit)
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url + path, ("MaxBodyBytes", limit));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        HttpRequestException error = Assert.IsType<HttpRequestException>(entry.Exception);
        Assert.Equal($"The body is longer than MaxBodyBytes, {limit}.", error.Message);
    }

    [Theory]
    [InlineData("false", "")]
    [InlineData("true", "")]
    [InlineData("false", "HTTP/1.1 200 OK\r\n")]
    public async Task A_server_that_closes_the_connection_without_an_answer_is_an_ERROR_that_says_so(string reuseConnections, string beginning)
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(beginning);
        });

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url, ("ReuseConnections", reuseConnections));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        HttpRequestException error = Assert.IsType<HttpRequestException>(entry.Exception);
        Assert.Equal("The server closed the connection without an answer.", error.Message);
    }

    [Fact]
    public async Task A_pattern_that_takes_too_long_is_an_ERROR()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        HealthReportEntry entry = await HttpProbe.ReportAsync($"{server.Url}/hostile", ("ExpectedBody", "^(a|aa)+$"));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<RegexMatchTimeoutException>(entry.Exception);
    }

    [Fact]
    public async Task The_request_has_the_method_and_headers_of_its_settings()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        await HttpProbe.ReportAsync($"{server.Url}/200", ("Method", "head"), ("Headers__Authorization", "Bearer t"), ("Headers__User-Agent", "mine/1"));

        Assert.Equal("HEAD", server.LastMethod);
        Assert.Equal("Bearer t", server.LastHeaders["Authorization"]);
        Assert.Equal("mine/1", server.LastHeaders["User-Agent"]);
    }

    [Fact]
    public async Task Headers_may_be_one_JSON_object_beside_settings_of_their_own()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        await HttpProbe.ReportAsync($"{server.Url}/200", ("Headers", """{"X-Api-Key":"k"}"""), ("Headers__Authorization", "Bearer t"));

        Assert.Equal("k", server.LastHeaders["X-Api-Key"]);
        Assert.Equal("Bearer t", server.LastHeaders["Authorization"]);
    }

    [Fact]
    public async Task The_default_user_agent_is_HealthFunctions()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        await HttpProbe.ReportAsync($"{server.Url}/200");

        Assert.Equal("GET", server.LastMethod);
        Assert.Equal("HealthFunctions", server.LastHeaders["User-Agent"]);
    }

    [Theory]
    [InlineData("HEAD", "/200", "200")]
    [InlineData("HEAD", "/404", "404")]
    [InlineData("GET", "/304", "304")]
    public async Task A_response_without_a_body_may_tell_the_length_of_a_long_one(string method, string path, string status)
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 {status} x\r\nContent-Length: 104857600\r\n\r\n");
            await connection.ReadRequestAsync();
        });

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url + path[1..], ("Method", method), ("ExpectedStatus", status));

        Assert.Equal((HealthStatus.Healthy, null), (entry.Status, entry.Exception));
    }

    [Theory]
    [InlineData("text/plain", "gr\u00C3\u00BCn", "^gr\u00FCn$")]
    [InlineData("text/plain; charset=utf-8", "gr\u00C3\u00BCn", "^gr\u00FCn$")]
    [InlineData("text/plain; charset=UTF8", "gr\u00C3\u00BCn", "^gr\u00FCn$")]
    [InlineData("text/plain; charset=\"utf-8\"", "gr\u00C3\u00BCn", "^gr\u00FCn$")]
    [InlineData("text/plain; charset=iso-8859-1", "gr\u00FCn", "^gr\u00FCn$")]
    [InlineData("text/plain; charset=utf-16", "o\0k\0", "^ok$")]
    [InlineData("text/plain; charset=windows-1252", "gr\u00FCn", "^gr\uFFFDn$")]
    [InlineData("text/plain; charset=none", "ok", "^ok$")]
    [InlineData("text/plain; charset=utf-7", "ok", "^ok$")]
    [InlineData("text/plain; charset=", "ok", "^ok$")]
    [InlineData("nonsense", "ok", "^ok$")]
    [InlineData("text/plain; charset=iso-8859-1", "\u00EF\u00BB\u00BFgr\u00C3\u00BCn", "^gr\u00FCn$")]
    public async Task A_body_is_decoded_by_its_charset_else_as_UTF_8(string contentType, string body, string pattern)
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        });

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url, ("ExpectedBody", pattern));

        Assert.Equal((HealthStatus.Healthy, null), (entry.Status, entry.Exception));
    }

    [Theory]
    [InlineData("HTTQ \u001B[31mx\r\n\r\n", "\\u001B[31mx")]
    [InlineData("HTTP/1.1 200 OK\r\nX\u0007 Y: 1\r\n\r\n", "\\u0007")]
    [InlineData("HTTP/1.1 2\u0008\u0008 OK\r\n\r\n", "\\u0008")]
    public async Task Control_characters_of_a_response_are_shown_as_codes(string response, string shown)
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(response);
        });

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url);

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains(shown, entry.Exception!.Message, StringComparison.Ordinal);
        string logged = entry.Exception.ToString().Replace(Environment.NewLine, string.Empty, StringComparison.Ordinal);
        Assert.DoesNotContain(logged, char.IsControl);
    }

    [Fact]
    public async Task A_long_text_of_a_response_is_cut_off()
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 {new string('x', 10_000)}\r\n\r\n");
        });

        HealthReportEntry entry = await HttpProbe.ReportAsync(server.Url);

        Assert.InRange(entry.Exception!.Message.Length, 1, 2_000);
    }
}
