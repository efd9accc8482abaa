using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks;
using HealthFunctions.Checks.Http;
using HealthFunctions.Checks.Http.Identity;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http.Identity;

/// <summary>Tests the tokens of a managed identity, with a server in the place of the identity endpoint.</summary>
public sealed class ManagedIdentityTests : IDisposable
{
    private const string Secret = "hunter2";
    private static readonly (string Key, string Value) Audience = ("TokenAudience", "https://vault.azure.net");
    private readonly CountingClock _clock = new();
    private readonly X509Certificate2 _certificate = TestCertificate.Create(TimeSpan.FromDays(30));

    [Fact]
    public async Task A_token_of_App_Service_goes_with_the_request()
    {
        await using ScriptedServer identity = Giving(number => Token(number));
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);

        HealthCheckResult result = await RunAsync(server, AppService(identity), Audience, ("ClientId", "a2c4e6f8-0000-1111-2222-333344445555"));

        Assert.Equal((HealthStatus.Healthy, "Bearer token-0"), (result.Status, server.LastHeaders["Authorization"]));
        string request = Assert.Single(identity.Connections).Requests.Single();
        Assert.StartsWith(
            "GET /msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fvault.azure.net&client_id=a2c4e6f8-0000-1111-2222-333344445555 HTTP/1.1\r\n",
            request,
            StringComparison.Ordinal);
        Assert.Contains($"X-IDENTITY-HEADER: {Secret}\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_the_instance_metadata_service_goes_with_the_request()
    {
        await using ScriptedServer identity = Giving(_ => """{"access_token":"t","expires_in":"3599","token_type":"Bearer"}""");
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);

        HealthCheckResult result = await RunAsync(server, IdentityEndpoint.InstanceMetadata(identity.Url.TrimEnd('/')), Audience);

        Assert.Equal((HealthStatus.Healthy, "Bearer t"), (result.Status, server.LastHeaders["Authorization"]));
        string request = Assert.Single(identity.Connections).Requests.Single();
        Assert.StartsWith(
            "GET /metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Metadata: true\r\n", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:41/msi/token", "secret", null, null, "http://127.0.0.1:41/msi/token?api-version=2019-08-01&resource=a")]
    [InlineData("http://127.0.0.1:41/msi/token", "secret", "b", null, "http://127.0.0.1:41/msi/token?api-version=2019-08-01&resource=a&client_id=b")]
    [InlineData("http://127.0.0.1:41/msi/token", "secret", "b", "c", "http://127.0.0.1:41/msi/token?api-version=2019-08-01&resource=a&client_id=c")]
    [InlineData("http://127.0.0.1:41/msi/token", null, "", null, "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=a")]
    [InlineData(null, "secret", "b", null, "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=a&client_id=b")]
    public void The_environment_says_which_endpoint_and_identity_there_is(string? variable, string? header, string? identity, string? clientId, string asked)
    {
        IdentityEndpoint endpoint = IdentityEndpoint.Find(name => name switch
        {
            "IDENTITY_ENDPOINT" => variable,
            "IDENTITY_HEADER" => header,
            "AZURE_CLIENT_ID" => identity,
            _ => null,
        });

        using HttpRequestMessage request = endpoint.CreateRequest("a", clientId);
        Assert.Equal(asked, request.RequestUri!.AbsoluteUri);
    }

    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("{0}")]
    public async Task A_token_is_kept_until_five_minutes_before_its_end_and_then_had_once(string seconds)
    {
        await using ScriptedServer identity = Giving(number => Token(number, TimeSpan.FromHours(1), seconds));
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);
        using HttpHealthCheck check = Check(server, AppService(identity), Audience);
        List<string?> sent = [];

        foreach (double minutes in (double[])[0, 0, 54.9, 0.2, 0])
        {
            _clock.Move(TimeSpan.FromMinutes(minutes));
            Assert.Equal(HealthStatus.Healthy, (await HttpProbe.RunAsync(check)).Status);
            sent.Add(server.LastHeaders["Authorization"]);
        }

        Assert.Equal(["Bearer token-0", "Bearer token-0", "Bearer token-0", "Bearer token-1", "Bearer token-1"], sent);
        Assert.Equal(2, identity.Requests);
    }

    [Fact]
    public async Task A_token_that_nears_its_end_is_used_while_no_other_can_be_had()
    {
        await using ScriptedServer identity = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.RespondAsync(Token(connection.Number, TimeSpan.FromHours(1)), status: connection.Number == 0 ? 200 : 500);
        });
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);
        using HttpHealthCheck check = Check(server, AppService(identity), Audience);
        List<HealthStatus> statuses = [];

        foreach (double minutes in (double[])[0, 59.9, 0.1])
        {
            _clock.Move(TimeSpan.FromMinutes(minutes));
            statuses.Add((await HttpProbe.RunAsync(check)).Status);
        }

        Assert.Equal([HealthStatus.Healthy, HealthStatus.Healthy, HealthStatus.Unhealthy], statuses);
        Assert.Equal((2, 3), (server.Requests, identity.Requests));
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_had_anew_by_the_next_run()
    {
        await using ScriptedServer identity = Giving(number => Token(number));
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);
        using HttpHealthCheck check = HttpProbe.Check(
            Url(server, "401"), TestCertificate.Trust(_certificate), time: _clock, identity: AppService(identity), settings: Audience);

        HealthCheckResult[] results = [await HttpProbe.RunAsync(check), await HttpProbe.RunAsync(check)];

        Assert.All(results, result => Assert.Equal(HealthReason.UnexpectedStatus, result.Data[HealthCheckResultExtensions.ReasonKey]));
        Assert.Equal(("Bearer token-1", 2), (server.LastHeaders["Authorization"], identity.Requests));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 x\r\nContent-Length: 23\r\n\r\n{\"message\":\"hunter2\"}  ", "No token of the managed identity: its endpoint answered 400.")]
    [InlineData("HTTP/1.1 302 x\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "No token of the managed identity: its endpoint answered 302.")]
    [InlineData("HTTP/1.1 200 x\r\nContent-Length: 2\r\n\r\n{}", "No token of the managed identity: the answer of its endpoint holds none.")]
    [InlineData("HTTP/1.1 200 x\r\nContent-Length: 8\r\n\r\nhunter2 ", "No token of the managed identity: the answer of its endpoint holds none.")]
    [InlineData("HTTP/1.1 200 x\r\nContent-Length: 27\r\n\r\n{\"access_token\":\"hunter2\\n\"}", "No token of the managed identity: the answer of its endpoint holds none.")]
    [InlineData("HTTP/1.1 200 x\r\nContent-Length: 18\r\n\r\n{\"access_token\":1}", "No token of the managed identity: the answer of its endpoint holds none.")]
    [InlineData("HTTP/1.1 200 x\r\nContent-Length: 99999999\r\n\r\n{", "No token of the managed identity: its endpoint cannot be asked.")]
    [InlineData("HTTP/1.1 200 x\r\nContent-Length: 99\r\n\r\n{", "No token of the managed identity: its endpoint cannot be asked.")]
    [InlineData("\u001B[2J garbage\r\n\r\n", "No token of the managed identity: its endpoint cannot be asked.")]
    [InlineData("", "No token of the managed identity: its endpoint cannot be asked.")]
    public async Task An_endpoint_that_gives_no_token_is_an_ERROR_without_a_request(string answer, string problem)
    {
        await using ScriptedServer identity = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(answer);
        });
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);

        HealthCheckResult result = await RunAsync(server, AppService(identity), Audience);

        Assert.Equal((HealthStatus.Unhealthy, problem, 0), (result.Status, result.Description, server.Requests));
        Assert.Equal(HealthReason.Authentication, result.Data[HealthCheckResultExtensions.ReasonKey]);
        Assert.DoesNotContain(Secret, $"{result.Exception}", StringComparison.Ordinal);
        Assert.DoesNotContain('\u001B', $"{result.Exception}");
    }

    [Theory]
    [InlineData("not a URL", "No token of the managed identity: IDENTITY_ENDPOINT is no URL.")]
    [InlineData("http://127.0.0.1:1/msi/token", "No token of the managed identity: its endpoint cannot be asked.")]
    public async Task An_endpoint_that_is_not_there_is_an_ERROR(string endpoint, string problem)
    {
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);

        HealthCheckResult result = await RunAsync(
            server, new IdentityEndpoint(endpoint, "2019-08-01", "X-IDENTITY-HEADER", Secret), Audience);

        Assert.Equal((HealthStatus.Unhealthy, problem), (result.Status, result.Description));
        Assert.Equal(HealthReason.Authentication, result.Data[HealthCheckResultExtensions.ReasonKey]);
    }

    [Fact]
    public async Task The_end_of_a_run_ends_its_request_for_a_token()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedServer identity = new(async connection =>
        {
            await connection.ReadRequestAsync();
            asked.SetResult();
            await connection.ReadToEndAsync();
            left.SetResult();
        });
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);
        using HttpHealthCheck check = Check(server, AppService(identity), Audience);
        using CancellationTokenSource run = new();

        Task<HealthCheckResult> probe = check.CheckHealthAsync(new HealthCheckContext(), run.Token);
        await asked.Task;
        await run.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
        await left.Task;
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task The_end_of_a_run_ends_its_connection_attempt_to_the_endpoint()
    {
        TaskCompletionSource<CancellationToken> resolving = new(TaskCreationOptions.RunContinuationsAsynchronously);
        HappyEyeballs connector = new(TimeProvider.System, (_, token) =>
        {
            resolving.SetResult(token);
            return new TaskCompletionSource<IPEndPoint[]>().Task;
        });
        using HttpHealthCheck check = HttpProbe.Check("https://a/", connector: connector, identity: IdentityEndpoint.InstanceMetadata("http://b"), settings: Audience);
        using CancellationTokenSource run = new();

        Task<HealthCheckResult> probe = check.CheckHealthAsync(new HealthCheckContext(), run.Token);
        CancellationToken token = await resolving.Task;
        await run.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public async Task A_token_does_not_go_to_another_origin_nor_come_back_from_there()
    {
        await using ScriptedServer identity = Giving(number => Token(number));
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);
        await using ResourceServer other = await ResourceServer.StartAsync(_certificate);
        string back = Uri.EscapeDataString($"{Url(other, "302")}?to={Url(server, "200")}");
        using HttpHealthCheck check = HttpProbe.Check(
            $"{Url(server, "302")}?to={back}",
            TestCertificate.Trust(_certificate),
            time: _clock,
            identity: AppService(identity),
            settings: [Audience, ("FollowRedirects", "true"), ("ReuseConnections", "true")]);

        HealthCheckResult result = await HttpProbe.RunAsync(check);

        Assert.Equal((HealthStatus.Healthy, 2, 1), (result.Status, server.Requests, other.Requests));
        Assert.DoesNotContain("Authorization", other.LastHeaders);
        Assert.DoesNotContain("Authorization", server.LastHeaders);
    }

    [Theory]
    [InlineData("https://cosmos.azure.com")]
    [InlineData("https://shop.documents.azure.com")]
    [InlineData("https://shop.documents.azure.us/")]
    public async Task Cosmos_DB_gets_its_token_in_its_own_form(string audience)
    {
        await using ScriptedServer identity = Giving(_ => """{"access_token":"e30.e30.x-_","expires_on":"4102444800"}""");
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);

        await RunAsync(server, AppService(identity), ("TokenAudience", audience));

        Assert.Equal("type%3Daad%26ver%3D1.0%26sig%3De30.e30.x-_", server.LastHeaders["Authorization"]);
        Assert.Equal(("Fri, 02 Jan 2026 03:04:05 GMT", "2018-12-31"), (server.LastHeaders["x-ms-date"], server.LastHeaders["x-ms-version"]));
    }

    [Fact]
    public async Task Cosmos_DB_gets_the_version_that_the_headers_give()
    {
        await using ScriptedServer identity = Giving(number => Token(number));
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);

        await RunAsync(server, AppService(identity), ("TokenAudience", "https://cosmos.azure.com"), ("Headers", """{"x-ms-version":"2020-07-15"}"""));

        Assert.Equal("2020-07-15", server.LastHeaders["x-ms-version"]);
    }

    [Fact]
    public async Task No_secret_is_in_a_result_a_log_line_or_a_span()
    {
        await using ScriptedServer identity = Giving(_ => $$"""{"access_token":"{{Secret}}","expires_on":"4102444800"}""");
        await using ResourceServer server = await ResourceServer.StartAsync(_certificate);
        List<string> spans = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.AddRange(span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"));
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using HttpHealthCheck check = HttpProbe.Check(
            Url(server, "500"), TestCertificate.Trust(_certificate), time: _clock, identity: AppService(identity), settings: Audience);
        await using EngineUnderTest engine = EngineUnderTest.Of(check);

        await engine.GetOrStartRunAsync();
        await engine.RunsEndedAsync();

        Assert.Equal($"Bearer {Secret}", server.LastHeaders["Authorization"]);
        Assert.NotEmpty(engine.Log.GetSnapshot());
        Assert.All(engine.Log.GetSnapshot(), line => Assert.DoesNotContain(Secret, $"{line.Message} {line.Exception}", StringComparison.Ordinal));
        lock (spans)
        {
            Assert.NotEmpty(spans);
            Assert.All(spans, tag => Assert.DoesNotContain(Secret, tag, StringComparison.Ordinal));
        }
    }

    public void Dispose() => _certificate.Dispose();

    private static ScriptedServer Giving(Func<int, string> answer) => new(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.RespondAsync(answer(connection.Number));
    });

    private static IdentityEndpoint AppService(ScriptedServer identity) =>
        new($"{identity.Url}msi/token", "2019-08-01", "X-IDENTITY-HEADER", Secret);

    private static string Url(ResourceServer server, string path) => $"https://localhost:{new Uri(server.Url).Port}/{path}";

    private string Token(int number, TimeSpan? life = null, string seconds = "{0}") =>
        $$"""{"access_token":"token-{{number}}","expires_on":{{seconds.Replace("{0}", $"{(_clock.GetUtcNow() + (life ?? TimeSpan.FromDays(1))).ToUnixTimeSeconds()}", StringComparison.Ordinal)}}}""";

    private async Task<HealthCheckResult> RunAsync(ResourceServer server, IdentityEndpoint identity, params (string Key, string Value)[] settings)
    {
        using HttpHealthCheck check = Check(server, identity, settings);
        return await HttpProbe.RunAsync(check);
    }

    private HttpHealthCheck Check(ResourceServer server, IdentityEndpoint identity, params (string Key, string Value)[] settings) =>
        HttpProbe.Check(Url(server, "200"), TestCertificate.Trust(_certificate), time: _clock, identity: identity, settings: settings);
}
