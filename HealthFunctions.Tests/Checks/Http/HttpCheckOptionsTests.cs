using HealthFunctions.Checks.Http;
using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Tests the options of HTTP checks, from settings and from code.</summary>
public sealed class HttpCheckOptionsTests
{
    private const string Url = "an absolute http or https URL, such as https://example.org/health";
    private const string Header = "not a header that can be set; allowed: such as Authorization or Accept, with one line of ASCII, and none that describes a body or a connection";

    [Theory]
    [InlineData("Url", "example.org", $"'example.org'; allowed: {Url}")]
    [InlineData("Url", "/health", $"'/health'; allowed: {Url}")]
    [InlineData("Url", "ftp://me:secret@example.org/", $"'ftp://…@example.org/'; allowed: {Url}")]
    [InlineData("Url", "http:/me:secret@example.org/", $"'…@example.org/'; allowed: {Url}")]
    [InlineData("Url", "http://me:secret@example.org:x/", $"'http://…@example.org:x/'; allowed: {Url}")]
    [InlineData("Url", "http://me:secret@example.org/", $"a URL with user info, which no request carries; allowed: {Url}, with credentials in the header Authorization")]
    [InlineData("Url", "", $"missing; allowed: {Url}")]
    [InlineData("Method", "G T", "'G T'; allowed: an HTTP method other than CONNECT, such as GET or HEAD")]
    [InlineData("Method", "connect", "'CONNECT'; allowed: an HTTP method other than CONNECT, such as GET or HEAD")]
    [InlineData("ExpectedStatus", "200-", "'200-'; allowed: status codes from 100 to 599, such as 200-299 or 200,404")]
    [InlineData("ExpectedBody", "(", "not a pattern; allowed: a .NET regular expression")]
    [InlineData("MaxBodyBytes", "1e3", "'1e3'; allowed: a whole number from 0 to 16777216")]
    [InlineData("MaxBodyBytes", "16777217", "'16777217'; allowed: a whole number from 0 to 16777216")]
    [InlineData("FollowRedirects", "yes", "'yes'; allowed: true or false")]
    [InlineData("ReuseConnections", "yes", "'yes'; allowed: true or false")]
    [InlineData("UseProxy", "yes", "'yes'; allowed: true or false")]
    [InlineData("Headers__Content-Type", "secret", Header)]
    [InlineData("Headers__Content-Anything", "secret", Header)]
    [InlineData("Headers__Transfer-Encoding", "chunked", Header)]
    [InlineData("Headers__Connection", "close", Header)]
    [InlineData("Headers__Expect", "100-continue", Header)]
    [InlineData("Headers__X", "sec\nret", Header)]
    [InlineData("Headers__X", "s\u00E9cret", Header)]
    [InlineData("Headers__X", "sec\u0001ret", Header)]
    [InlineData("Headers__X Y", "secret", Header)]
    [InlineData("Headers__0", "X-Api-Key: secret", "a number; allowed: the name of a header, such as Authorization or Accept, and no list")]
    [InlineData("Body", "secret", "given for the method GET, whose requests have no body; allowed: with another Method, such as POST")]
    [InlineData("ContentType", "json", "'json'; allowed: a media type, such as application/json or text/xml; charset=utf-8")]
    [InlineData("ContentType", "text/xml", "given without Body; allowed: beside Body")]
    [InlineData("ClientCertificate", "/client.pfx", "given for an http URL, which shows no certificate; allowed: with an https URL")]
    [InlineData("ClientCertificatePassword", "secret", "given without ClientCertificate; allowed: beside ClientCertificate")]
    [InlineData("ClientCertificateKeyPath", "/client.key", "given without ClientCertificate; allowed: beside ClientCertificate")]
    [InlineData("TokenAudience", "https://vault.azure.net", "given for an http URL, over which no token goes; allowed: with an https URL")]
    [InlineData("ClientId", "a2c4e6f8-0000-1111-2222-333344445555", "given without TokenAudience; allowed: beside TokenAudience")]
    [InlineData("ExpectedJson", "/status", "'/status'; allowed: a list of sections, HealthChecks__a__ExpectedJson__0__<key> and so on")]
    [InlineData("ExpectedJson__Pointer", "/status", "not of a list; allowed: HealthChecks__a__ExpectedJson__0__<key> and so on")]
    [InlineData("ExpectedJson__0", "/status", "'/status'; allowed: a section, HealthChecks__a__ExpectedJson__0__<key>")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"HealthChecks__a__{key} is {problem}."],
        Errors(_ => { }, ("HealthChecks__a__Type", "Http"), ("HealthChecks__a__Url", "http://a/"), ($"HealthChecks__a__{key}", value)));

    [Theory]
    [InlineData("ClientCertificate", " ", "not a path; allowed: the path of a PFX or PEM file, such as /etc/ssl/client.pfx")]
    [InlineData("TokenAudience", "not one", "not an audience; allowed: the audience of a token, such as https://vault.azure.net")]
    [InlineData("TokenAudience", "https://vault.azure.net/.default", "a scope; allowed: the audience of a token, such as https://vault.azure.net, without /.default")]
    public void A_wrong_credential_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"HealthChecks__a__{key} is {problem}."],
        Errors(_ => { }, ("HealthChecks__a__Type", "Http"), ("HealthChecks__a__Url", "https://a/"), ($"HealthChecks__a__{key}", value)));

    [Fact]
    public void An_identity_is_a_GUID_and_there_is_one_Authorization() => Assert.Equal(
        [
            "HealthChecks__a__TokenAudience is given beside the header Authorization; allowed: one of them.",
            "HealthChecks__a__ClientId is 'mine'; allowed: the client ID of an identity, a GUID.",
        ],
        Errors(
            _ => { },
            ("HealthChecks__a__Type", "Http"),
            ("HealthChecks__a__Url", "https://a/"),
            ("HealthChecks__a__Headers__authorization", "Bearer secret"),
            ("HealthChecks__a__TokenAudience", "https://vault.azure.net"),
            ("HealthChecks__a__ClientId", "mine")));

    [Fact]
    public void Wrong_conditions_are_reported_by_the_numbers_that_their_settings_have() => Assert.Equal(
        [
            "HealthChecks__a__ExpectedJson__9__Above is '1,5'; allowed: a number, such as 10 or -0.5.",
            "HealthChecks__a__ExpectedHeaders__4__Name is 'X Y'; allowed: the name of a header, such as Content-Type.",
            "HealthChecks__a__ExpectedHeaders__4__Matches is not a pattern; allowed: a .NET regular expression.",
            "HealthChecks__a__ExpectedHeaders__4 is of more than one condition; allowed: exactly one of Equals and Matches.",
            "HealthChecks__a__ExpectedJson__3__Pointer is 'status'; allowed: a JSON pointer, such as /checks/0/status.",
            "HealthChecks__a__ExpectedJson__3 is without a condition; allowed: exactly one of Equals, Matches, Above and Below.",
            "HealthChecks__a__ExpectedJson__9__Pointer is missing; allowed: a JSON pointer, such as /checks/0/status.",
            "HealthChecks__a__ExpectedJson__20__Equal is unknown (did you mean Equals?); allowed: Above, Below, Equals, Matches, Pointer.",
        ],
        Errors(
            _ => { },
            ("HealthChecks__a__Type", "Http"),
            ("HealthChecks__a__Url", "https://a/"),
            ("HealthChecks__a__ExpectedHeaders__4__Name", "X Y"),
            ("HealthChecks__a__ExpectedHeaders__4__Equals", "a"),
            ("HealthChecks__a__ExpectedHeaders__4__Matches", "("),
            ("HealthChecks__a__ExpectedJson__3__Pointer", "status"),
            ("HealthChecks__a__ExpectedJson__9__Above", "1,5"),
            ("HealthChecks__a__ExpectedJson__20__Pointer", "/a"),
            ("HealthChecks__a__ExpectedJson__20__Equals", "b"),
            ("HealthChecks__a__ExpectedJson__20__Equal", "b")));

    [Fact]
    public void Wrong_conditions_in_code_are_reported_with_all_other_errors() => Assert.Equal(
        [
            "Health check 'api': ExpectedHeaders:0:Name is missing; allowed: the name of a header, such as Content-Type.",
            "Health check 'api': ExpectedHeaders:0 is without a condition; allowed: exactly one of Equals and Matches.",
            "Health check 'api': ExpectedJson is given for the method HEAD, whose responses have no body; allowed: with another Method.",
            "Health check 'api': ExpectedJson:0:Pointer is missing; allowed: a JSON pointer, such as /checks/0/status.",
            "Health check 'api': ExpectedJson:0 is without a condition; allowed: exactly one of Equals, Matches, Above and Below.",
            "Health check 'api': ExpectedJson:1:Above is 'NaN'; allowed: a number, such as 10 or -0.5.",
            "Health check 'api': ExpectedJson:1 is of more than one condition; allowed: exactly one of Equals, Matches, Above and Below.",
            "HealthFunctions__MaxConcurrency is '0'; allowed: a whole number from 1 to 10000.",
        ],
        Errors(
            checks => checks.AddHttp("api", options =>
            {
                options.Url = new Uri("https://a/");
                options.Method = HttpMethod.Head;
                options.ExpectedHeaders.Add(null!);
                options.ExpectedJson.Add(null!);
                options.ExpectedJson.Add(new() { Pointer = "/a", Above = double.NaN, Below = 1 });
            }),
            ("HealthFunctions__MaxConcurrency", "0")));

    [Fact]
    public void Combinations_that_cannot_work_are_reported() => Assert.Equal(
        [
            "HealthChecks__a__ExpectedBody is given for the method HEAD, whose responses have no body; allowed: with another Method.",
            "HealthChecks__a__CertificateExpiryWarning is given for an http URL, which has no certificate; allowed: with an https URL.",
        ],
        Errors(
            _ => { },
            ("HealthChecks__a__Type", "Http"),
            ("HealthChecks__a__Url", "http://a/"),
            ("HealthChecks__a__Method", "head"),
            ("HealthChecks__a__ExpectedBody", "ok"),
            ("HealthChecks__a__CertificateExpiryWarning", "14.00:00:00")));

    [Fact]
    public void Wrong_options_in_code_are_reported_with_all_other_errors() => Assert.Equal(
        [
            $"Health check 'api': Url is missing; allowed: {Url}.",
            "Health check 'api': Method is 'CONNECT'; allowed: an HTTP method other than CONNECT, such as GET or HEAD.",
            "Health check 'api': ExpectedStatus is 'ok'; allowed: status codes from 100 to 599, such as 200-299 or 200,404.",
            "Health check 'api': ExpectedBody is not a pattern; allowed: a .NET regular expression.",
            "Health check 'api': MaxBodyBytes is '-1'; allowed: a whole number from 0 to 16777216.",
            $"Health check 'api': Headers:Content-Type is {Header}.",
            "Health check 'api': CertificateExpiryWarning is '00:00:00'; allowed: a duration from 1s to 366d.",
            $"Health check 'path': Url is not a URL that can be asked for; allowed: {Url}.",
            "HealthFunctions__MaxConcurrency is '0'; allowed: a whole number from 1 to 10000.",
        ],
        Errors(
            checks => checks
                .AddHttp("api", options =>
                {
                    options.Method = HttpMethod.Connect;
                    options.ExpectedStatus = "ok";
                    options.ExpectedBody = "(";
                    options.MaxBodyBytes = -1;
                    options.Headers["Content-Type"] = "text/plain";
                    options.CertificateExpiryWarning = TimeSpan.Zero;
                })
                .AddHttp("path", options => options.Url = new Uri("/health", UriKind.Relative)),
            ("HealthFunctions__MaxConcurrency", "0")));

    [Fact]
    public async Task A_check_in_code_asks_as_its_options_say()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using EngineUnderTest engine = new(checks => checks.AddHttp("api", options =>
        {
            options.Url = new Uri($"{server.Url}/404");
            options.Method = HttpMethod.Post;
            options.ExpectedStatus = "404";
            options.ExpectedBody = "^status 404$";
            options.Headers["X-Api-Key"] = "k";
        }));

        CheckResult result = await engine.GetOrStartRunAsync("api");

        Assert.Equal((HealthStatus.Healthy, "POST", "k"), (result.Status, server.LastMethod, server.LastHeaders["X-Api-Key"]));
    }

    [Fact]
    public async Task A_check_in_code_has_the_status_tags_and_timeout_of_its_registration_and_limits_from_settings()
    {
        using ReservedPort closed = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddHttp(
                "api", options => options.Url = new Uri(closed.Url), HealthStatus.Degraded, tags: ["ready"], timeout: TimeSpan.FromSeconds(3)),
            ("HealthChecks__api__MaxAge", "00:00:09"));

        AggregateResult result = await engine.CallGroupAsync("ready", TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(9)), (engine.Check("api").Policy.Timeout, engine.Check("api").Policy.MaxAge));
    }

    [Fact]
    public async Task Options_in_code_are_set_once_when_the_engine_is_made()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        int calls = 0;
        ServiceCollection services = new();
        services.AddLogging().AddHealthFunctions().AddHttp("api", options =>
        {
            calls++;
            options.Url = new Uri($"{server.Url}/200");
            options.ReuseConnections = true;
        });
        await using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Equal(0, calls);

        _ = provider.GetRequiredService<HealthCheckEngine>();
        Assert.Equal(1, calls);
        HealthCheckService service = provider.GetRequiredService<HealthCheckService>();
        HealthReport report = await service.CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_check_in_code_is_run_by_the_engine_of_the_framework_too()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        Assert.Equal(HealthStatus.Healthy, await FrameworkStatusAsync(options => options.Url = new Uri($"{server.Url}/200")));
        HealthSettingsException exception = await Assert.ThrowsAsync<HealthSettingsException>(() => FrameworkStatusAsync(_ => { }));

        Assert.Equal([$"Health check 'api': Url is missing; allowed: {Url}."], exception.Errors);
    }

    [Fact]
    public void A_header_that_is_null_is_reported_with_all_other_errors() => Assert.StartsWith(
        "Health check 'api': Headers:X-Key is not a header that can be set; ",
        Errors(
            checks => checks.AddHttp("api", options =>
            {
                options.Url = new Uri("http://a/");
                options.Headers["X-Key"] = null!;
            }),
            ("HealthFunctions__Deadline", "x"))[0],
        StringComparison.Ordinal);

    [Fact]
    public async Task A_failure_has_the_failure_status_of_the_registration()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using EngineUnderTest engine = new(checks => checks
            .AddHttp("status", options => options.Url = new Uri($"{server.Url}/500"), failureStatus: HealthStatus.Degraded)
            .AddHttp("good", options => options.Url = new Uri($"{server.Url}/200"), failureStatus: HealthStatus.Degraded));

        Assert.Equal(
            (HealthStatus.Degraded, HealthStatus.Healthy),
            ((await engine.GetOrStartRunAsync("status")).Status, (await engine.GetOrStartRunAsync("good")).Status));
    }

    [Fact]
    public void The_defaults_are_those_of_the_settings()
    {
        SettingsErrors errors = new();
        HttpCheckOptions code = new() { Url = new Uri("http://a/") };

        HttpCheckOptions settings = new HttpCheckType().ReadOptions(
            new SettingsSection(Configured.With(("HealthChecks__a__Url", "http://a/")).GetSection("HealthChecks:a"), errors));

        Assert.Equivalent(code, settings, strict: true);
        errors.ThrowIfAny();
    }

    private static async Task<HealthStatus> FrameworkStatusAsync(Action<HttpCheckOptions> configure)
    {
        ServiceCollection services = new();
        services.AddLogging().AddHealthChecks().AddHttp("api", configure);
        await using ServiceProvider provider = services.BuildServiceProvider();
        return (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Status;
    }

    private static IReadOnlyList<string> Errors(Action<IHealthChecksBuilder> register, params IEnumerable<(string Key, string? Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(register, settings)).Errors;
}
