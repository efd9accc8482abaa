using System.Net;
using FunctionsApp.Tests.Support;

namespace FunctionsApp.Tests.EndToEnd;

/// <summary>The contract's bare routes, against the real process.</summary>
public sealed class RouteTests(RouteTests.Fixture fixture) : IClassFixture<RouteTests.Fixture>
{
    private HttpClient Client => fixture.App.Client;

    [Theory]
    [InlineData("/_system/check", 200, """{"message":"API running","code":"OK","ok":true}""")]
    [InlineData("/_SYSTEM/Check/", 200, """{"message":"API running","code":"OK","ok":true}""")]
    [InlineData("/_system/check?warning=200", 200, """{"message":"API running","code":"OK","ok":true}""")]
    [InlineData("/_system/check/good", 200, Expect.Ok)]
    [InlineData("/_system/check/GOOD/", 200, Expect.Ok)]
    [InlineData("/_system/check/%67ood", 200, Expect.Ok)]
    [InlineData("/_system/check/shaky", 500, Expect.Warning)]
    [InlineData("/_system/check/shaky?warning=200", 200, Expect.Warning)]
    [InlineData("/_system/check/shaky?warning=429", 429, Expect.Warning)]
    [InlineData("/_system/check/shaky?warning=503", 503, Expect.Warning)]
    [InlineData("/_system/check/shaky?other=1&Warning=200", 200, Expect.Warning)]
    [InlineData("/_system/check/bad", 500, Expect.Error)]
    [InlineData("/_system/check/bad?warning=200", 500, Expect.Error)]
    [InlineData("/_system/check/fine", 200, Expect.Ok)]
    [InlineData("/_system/check/impaired", 500, Expect.Warning)]
    [InlineData("/_system/check/all", 500, Expect.Error)]
    [InlineData("/_system/check/nope", 404, Expect.NotFound)]
    [InlineData("/_system/check/a%2Fb", 404, Expect.NotFound)]
    [InlineData("/_system/check/good/more", 404, """{"message":"No such path","code":"NOT_FOUND","error":true}""")]
    [InlineData("/", 404, """{"message":"No such path","code":"NOT_FOUND","error":true}""")]
    [InlineData("/_system/checked", 404, """{"message":"No such path","code":"NOT_FOUND","error":true}""")]
    [InlineData("/_system/check/good?warning=418", 400, """{"message":"The query asks for warning=418; allowed: 200, 429, 500, 503","code":"BAD_REQUEST","error":true}""")]
    [InlineData("/_system/check/good?warning=", 400, """{"message":"The query asks for warning=; allowed: 200, 429, 500, 503","code":"BAD_REQUEST","error":true}""")]
    [InlineData("/_system/check/good?warning=%22%3Cb%3E", 400, """{"message":"The query asks for warning=\"<b>; allowed: 200, 429, 500, 503","code":"BAD_REQUEST","error":true}""")]
    public async Task Each_path_has_its_answer_and_HEAD_the_same_without_the_body(string path, int status, string body)
    {
        await Client.AnswerAsync(path, status, body);

        using HttpRequestMessage request = new(HttpMethod.Head, path);
        using HttpResponseMessage head = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode)status, head.StatusCode);
        head.HasCommonHeaders(body.Length);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("POST", "/_system/check")]
    [InlineData("DELETE", "/_system/check/good")]
    [InlineData("OPTIONS", "/_system/check/nope")]
    public async Task Other_methods_are_405_with_those_allowed(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpResponseMessage response = await Client.SendAsync(request, TestContext.Current.CancellationToken);

        await response.IsAsync(405, """{"message":"Only GET and HEAD are allowed","code":"METHOD_NOT_ALLOWED","error":true}""");
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_result_that_was_measured_for_another_call_tells_its_age()
    {
        using HttpResponseMessage first = await Client.GetAsync(new Uri("/_system/check/aged", UriKind.Relative), TestContext.Current.CancellationToken);
        using HttpResponseMessage second = await Client.GetAsync(new Uri("/_system/check/aged", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Null(first.Headers.Age);
        Assert.NotNull(second.Headers.Age);
    }

    [Fact]
    public async Task Nothing_but_the_contracts_headers_is_sent()
    {
        using HttpResponseMessage response = await Client.GetAsync(new Uri("/_system/check", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(
            ["Cache-Control", "Content-Length", "Content-Type", "Date", "X-Content-Type-Options"],
            response.Headers.Concat(response.Content.Headers).Select(header => header.Key).Order());
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private ResourceServer? server;

        internal AppProcess App { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            server = await ResourceServer.StartAsync();
            App = await AppProcess.StartAsync(
            [
                .. Check("good", "/200", "fine", "all"),
                .. Check("shaky", "/500", "impaired", "all"),
                ("HealthChecks__shaky__FailuresBeforeError", "1000"),
                .. Check("bad", "/503", "all"),
                .. Check("aged", "/200"),
                ("HealthChecks__aged__MaxAge", "1.00:00:00"),
            ]);
        }

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            await server!.DisposeAsync();
        }

        private IEnumerable<(string Key, string? Value)> Check(string name, string path, params string[] tags) =>
        [
            ($"HealthChecks__{name}__Type", "Http"),
            ($"HealthChecks__{name}__Url", server!.Url + path),
            .. tags.Select((tag, i) => ($"HealthChecks__{name}__Tags__{i}", (string?)tag)),
        ];
    }
}
