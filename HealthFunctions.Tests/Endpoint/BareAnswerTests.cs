using System.Text.Json.Nodes;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Endpoint;

/// <summary>Tests what an anonymous caller gets for what a check returns or throws.</summary>
public sealed class BareAnswerTests
{
    private const string Secret = "Server=db;Password=hunter2";

    [Fact]
    public async Task Additional_properties_come_first_in_the_order_given()
    {
        HealthCheckWarningException verdict = new(Secret)
        {
            AdditionalProperties = { ["message"] = "It's slow: <ü>", ["waiting"] = 12, ["open"] = true, ["since"] = null, ["ratio"] = 0.5 },
        };

        await AnsweredAsync(
            DelegateCheck.Throwing(verdict),
            500,
            """{"message":"It's slow: <ü>","waiting":12,"open":true,"since":null,"ratio":0.5,"code":"WARNING","error":true}""");
    }

    [Fact]
    public async Task An_additional_property_named_code_ok_or_error_is_left_out()
    {
        HealthCheckErrorException verdict = new()
        {
            AdditionalProperties = { ["code"] = "OK", ["ok"] = true, ["error"] = false, ["Code"] = "kept" },
        };

        await AnsweredAsync(DelegateCheck.Throwing(verdict), 500, """{"Code":"kept","code":"ERROR","error":true}""");
        await AnsweredAsync(
            DelegateCheck.Throwing(new HealthCheckOkException { AdditionalProperties = { ["error"] = true } }), 200, Expect.Ok);
    }

    [Fact]
    public async Task The_system_check_under_a_name_of_its_own_answers_like_its_route() =>
        await AnsweredAsync(new SystemHealthCheck(), 200, """{"message":"API running","code":"OK","ok":true}""");

    [Fact]
    public async Task What_a_check_returns_is_never_in_an_answer()
    {
        Dictionary<string, object> data = new() { ["connection"] = Secret };
        InvalidOperationException exception = new(Secret);

        await AnsweredAsync(DelegateCheck.Returning(HealthCheckResult.Healthy(Secret, data)), 200, Expect.Ok);
        await AnsweredAsync(DelegateCheck.Returning(HealthCheckResult.Degraded(Secret, exception, data)), 500, Expect.Warning);
        await AnsweredAsync(DelegateCheck.Returning(HealthCheckResult.Unhealthy(Secret, exception, data)), 500, Expect.Error);
        HealthCheckErrorException verdict = new() { AdditionalProperties = { ["connection"] = Secret } };
        await AnsweredAsync(DelegateCheck.Returning(HealthCheckResult.Unhealthy(Secret, verdict)), 500, Expect.Error);
    }

    [Theory]
    [InlineData(HealthStatus.Healthy, 200, """{"waiting":7,"since":null,"code":"OK","ok":true}""")]
    [InlineData(HealthStatus.Degraded, 500, """{"waiting":7,"since":null,"code":"WARNING","error":true}""")]
    [InlineData(HealthStatus.Unhealthy, 500, """{"waiting":7,"since":null,"code":"ERROR","error":true}""")]
    public Task Of_a_returned_result_only_what_its_author_made_public_is_in_the_answer(HealthStatus status, int code, string body)
    {
        PublicHealthCheckData data = new(
            new JsonObject { ["waiting"] = 7, ["since"] = null, ["code"] = "MINE" }, new Dictionary<string, object> { ["connection"] = Secret });

        return AnsweredAsync(DelegateCheck.Returning(new HealthCheckResult(status, Secret, new InvalidOperationException(Secret), data)), code, body);
    }

    [Fact]
    public Task A_public_property_that_cannot_be_written_is_ERROR() => AnsweredAsync(
        DelegateCheck.Returning(HealthCheckResult.Healthy(data: new PublicHealthCheckData(new JsonObject { ["ratio"] = double.NaN }))), 500, Expect.Error);

    [Fact]
    public async Task The_message_of_an_exception_is_never_in_an_answer()
    {
        await AnsweredAsync(DelegateCheck.Throwing(new InvalidOperationException(Secret)), 500, Expect.Error);
        await AnsweredAsync(DelegateCheck.Throwing(new OperationCanceledException(Secret)), 500, Expect.Error);
        await AnsweredAsync(DelegateCheck.Throwing(new HealthCheckWarningException(Secret, new InvalidOperationException(Secret))), 500, Expect.Warning);
    }

    [Fact]
    public async Task A_property_that_cannot_be_written_as_JSON_is_an_ERROR()
    {
        HealthCheckOkException verdict = new() { AdditionalProperties = { ["load"] = double.NaN } };

        await AnsweredAsync(DelegateCheck.Throwing(verdict), 500, Expect.Error);
    }

    [Fact]
    public async Task A_class_that_DI_cannot_build_is_an_ERROR_and_affects_no_other_check()
    {
        await using HealthApp app = await HealthApp.StartAsync(checks => checks
            .AddCheck<Unbuildable>("unbuildable")
            .AddCheck("good", DelegateCheck.Returning(HealthCheckResult.Healthy())));

        await app.Client.AnswerAsync("/_system/check/unbuildable", 500, Expect.Error);
        await app.Client.AnswerAsync("/_system/check/good", 200, Expect.Ok);
    }

    [Fact]
    public async Task Each_run_gets_services_from_its_own_scope_which_is_disposed_after_it()
    {
        List<Scoped> seen = [];
        await using HealthApp app = await HealthApp.StartAsync(
            checks => checks.AddCheck<ScopedCheck>("scoped"),
            settings: [("HealthChecks__scoped__MaxAge", "00:00:00")],
            configure: services => services.AddSingleton(seen).AddScoped<Scoped>());

        await app.Client.AnswerAsync("/_system/check/scoped", 200, Expect.Ok);
        await app.Client.AnswerAsync("/_system/check/scoped", 200, Expect.Ok);

        Assert.Equal(2, seen.Distinct().Count());
        Assert.All(seen, scoped => Assert.True(scoped.Disposed));
    }

    [Fact]
    public async Task The_status_codes_of_WARNING_and_ERROR_can_be_set()
    {
        await using HealthApp app = await HealthApp.StartAsync(
            checks => checks
                .AddCheck("warning", DelegateCheck.Throwing(new HealthCheckWarningException()), tags: ["worst"])
                .AddCheck("error", DelegateCheck.Throwing(new HealthCheckErrorException()), tags: ["worst"]),
            settings: [("HealthFunctions__WarningStatusCode", "299"), ("HealthFunctions__ErrorStatusCode", "503")]);

        await app.Client.AnswerAsync("/_system/check/warning", 299, Expect.Warning);
        await app.Client.AnswerAsync("/_system/check/warning?warning=500", 500, Expect.Warning);
        await app.Client.AnswerAsync("/_system/check/error", 503, Expect.Error);
        await app.Client.AnswerAsync("/_system/check/worst", 503, Expect.Error);
    }

    [Fact]
    public async Task A_group_shows_no_properties_even_of_its_only_check()
    {
        await using HealthApp app = await HealthApp.StartAsync(checks => checks.AddCheck<SystemHealthCheck>("one", tags: ["group"]));

        await app.Client.AnswerAsync("/_system/check/group", 200, Expect.Ok);
    }

    private static async Task AnsweredAsync(IHealthCheck check, int status, string body)
    {
        await using HealthApp app = await HealthApp.StartAsync(checks => checks.AddCheck("test", check));
        using HttpResponseMessage response = await app.Client.GetAsync(
            new Uri("/_system/check/test", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private sealed class Unbuildable(IFormatProvider missing) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(HealthCheckResult.Healthy(missing.ToString()));
    }

    private sealed class Scoped : IAsyncDisposable
    {
        public bool Disposed { get; private set; }

        public ValueTask DisposeAsync()
        {
            Disposed = true;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class ScopedCheck(Scoped scoped, List<Scoped> seen) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            seen.Add(scoped);
            return scoped.Disposed ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy();
        }
    }
}
