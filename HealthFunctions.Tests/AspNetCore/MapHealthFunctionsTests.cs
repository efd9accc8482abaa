using System.Net.Sockets;
using System.Text;
using HealthFunctions.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.AspNetCore;

/// <summary>Tests the health endpoint in an app that has routes of its own.</summary>
public sealed class MapHealthFunctionsTests
{
    private const string NoSuchPath = """{"message":"No such path","code":"NOT_FOUND","error":true}""";

    [Fact]
    public async Task It_answers_beside_the_apps_own_routes()
    {
        await using HealthApp app = await StartAsync(app => app.MapHealthFunctions());

        await app.Client.AnswerAsync("/_system/check", 200, """{"message":"API running","code":"OK","ok":true}""");
        await app.Client.AnswerAsync("/_system/check/shaky?warning=200", 200, Expect.Warning);
        await app.Client.AnswerAsync("/_SYSTEM/check/SHAKY/", 500, Expect.Warning);
        await app.Client.AnswerAsync("/_system/check/nope", 404, Expect.NotFound);
        Assert.Equal("mine", await app.Client.GetStringAsync(new Uri("/mine", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_leaves_all_other_paths_to_the_app()
    {
        await using HealthApp app = await StartAsync(app => app.MapHealthFunctions());

        using HttpResponseMessage response = await app.Client.GetAsync(
            new Uri("/_system/other", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_answers_below_a_groups_prefix()
    {
        await using HealthApp app = await StartAsync(app => app.MapGroup("/internal/{tenant}").MapHealthFunctions());

        await app.Client.AnswerAsync("/internal/a/_system/check", 200, """{"message":"API running","code":"OK","ok":true}""");
        await app.Client.AnswerAsync("/internal/a/_system/check/shaky", 500, Expect.Warning);
        await app.Client.AnswerAsync("/internal/a/_system/check/", 404, Expect.NotFound);
        await app.Client.AnswerAsync("/internal/a/_system/check/%20", 404, Expect.NotFound);
    }

    [Fact]
    public async Task It_answers_below_a_path_base()
    {
        await using HealthApp app = await StartAsync(app =>
        {
            app.UsePathBase("/base");
            app.UseRouting();
            app.MapHealthFunctions();
        });

        await app.Client.AnswerAsync("/base/_system/check", 200, """{"message":"API running","code":"OK","ok":true}""");
        await app.Client.AnswerAsync("/base/_system/check/shaky/", 500, Expect.Warning);
        await app.Client.AnswerAsync("/base/_system/check/", 404, Expect.NotFound);
    }

    [Theory]
    [InlineData("get", 200)]
    [InlineData("head", 200)]
    [InlineData("post", 405)]
    public async Task It_compares_methods_without_case_and_answers_all_but_HEAD_with_a_body(string method, int status)
    {
        await using HealthApp app = await StartAsync(app => app.MapHealthFunctions());
        using TcpClient client = new();
        await client.ConnectAsync(app.Client.BaseAddress!.Host, app.Client.BaseAddress.Port, TestContext.Current.CancellationToken);

        // HttpClient would send the known methods in capitals.
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"{method} /_system/check HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using StreamReader reader = new(client.GetStream());
        string response = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith($"HTTP/1.1 {status} ", response, StringComparison.Ordinal);
        Assert.EndsWith("}", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_answers_HEAD_and_refuses_POST()
    {
        await using HealthApp app = await StartAsync(app => app.MapHealthFunctions());

        using HttpRequestMessage head = new(HttpMethod.Head, "/_system/check/shaky");
        using HttpResponseMessage headed = await app.Client.SendAsync(head, TestContext.Current.CancellationToken);
        Assert.Equal(500, (int)headed.StatusCode);
        headed.HasCommonHeaders(Expect.Warning.Length);

        using HttpResponseMessage posted = await app.Client.PostAsync(
            new Uri("/_system/check", UriKind.Relative), content: null, TestContext.Current.CancellationToken);
        Assert.Equal(405, (int)posted.StatusCode);
        Assert.Equal(["GET", "HEAD"], posted.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_path_below_a_name_is_404_whatever_fallback_the_app_has()
    {
        await using HealthApp app = await StartAsync(app =>
        {
            app.MapHealthFunctions();
            app.MapFallback(() => "green");
        });

        await app.Client.AnswerAsync("/_system/check/shaky/more", 404, NoSuchPath);
        await app.Client.AnswerAsync("/_system/check//", 404, NoSuchPath);
        await app.Client.AnswerAsync("/_system/check//shaky", 404, NoSuchPath);
        await app.Client.AnswerAsync("/_system/check/", 404, Expect.NotFound);
        await app.Client.AnswerAsync("/_system/check/shaky/more/and/more", 404, NoSuchPath);
        await app.Client.AnswerAsync("/_system/check/shaky/", 500, Expect.Warning);
        Assert.Equal("green", await app.Client.GetStringAsync(new Uri("/_system/other", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_prefix_may_have_any_parameters()
    {
        await using HealthApp app = await StartAsync(app => app.MapGroup("/{name}/{more}").MapHealthFunctions());

        await app.Client.AnswerAsync("/a/b/_system/check/shaky", 500, Expect.Warning);
    }

    [Theory]
    [InlineData("g", "/g", "/g")]
    [InlineData("/{a}", "/{b}", "/g")]
    [InlineData("/{a:int}", "{b:int}/", "/7")]
    public async Task A_prefix_that_is_written_differently_is_the_same(string first, string second, string path)
    {
        await using HealthApp app = await StartAsync(app =>
        {
            app.MapGroup(first).MapHealthFunctions();
            app.MapGroup(second).MapHealthFunctions();
        });

        await app.Client.AnswerAsync($"{path}/_system/check/shaky", 500, Expect.Warning);
    }

    [Fact]
    public async Task Mapped_again_for_the_same_prefix_it_answers_as_the_first_call_says()
    {
        await using HealthApp app = await StartAsync(app =>
        {
            app.MapHealthFunctions();
            app.MapHealthFunctions().RequireAuthorization();
            app.MapGroup("/a").MapHealthFunctions();
            app.MapGroup("/A").MapHealthFunctions();
        });

        await app.Client.AnswerAsync("/_system/check/shaky", 500, Expect.Warning);
        await app.Client.AnswerAsync("/_system/check/shaky/more", 404, NoSuchPath);
        await app.Client.AnswerAsync("/a/_system/check/shaky", 500, Expect.Warning);
    }

    [Fact]
    public async Task Mapped_again_for_another_host_it_answers_there()
    {
        await using HealthApp app = await StartAsync(app =>
        {
            app.MapHealthFunctions().RequireHost("one");
            app.MapHealthFunctions().RequireHost("two");
        });

        Assert.Equal((500, 500, 404), (await StatusAsync("one"), await StatusAsync("two"), await StatusAsync("three")));

        async Task<int> StatusAsync(string host)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/_system/check/shaky") { Headers = { Host = host } };
            using HttpResponseMessage response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return (int)response.StatusCode;
        }
    }

    [Fact]
    public void It_throws_with_the_method_to_call_when_AddHealthFunctions_is_missing()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        WebApplication app = builder.Build();

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => app.MapHealthFunctions());

        Assert.Contains("AddHealthFunctions", exception.Message, StringComparison.Ordinal);
    }

    private static Task<HealthApp> StartAsync(Action<WebApplication> map) => HealthApp.StartAsync(
        checks => checks.AddCheck("shaky", DelegateCheck.Returning(HealthCheckResult.Degraded())),
        configure: services => services.AddRouting(),
        map: app =>
        {
            app.MapGet("/mine", () => "mine");
            map(app);
        });
}
