using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests which status follows from what a check does.</summary>
public sealed class TranslationTests
{
    private static readonly JsonSerializerOptions Failing = new()
    {
        Converters = { new FailingConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static TheoryData<Exception, HealthStatus, HealthReason?> Thrown => new()
    {
        { new HealthCheckOkException("said"), HealthStatus.Healthy, null },
        { new HealthCheckWarningException("said"), HealthStatus.Degraded, null },
        { new HealthCheckErrorException("said"), HealthStatus.Unhealthy, null },
        { new HealthCheckErrorException("said") { Reason = HealthReason.Threshold }, HealthStatus.Unhealthy, HealthReason.Threshold },
        { new InvalidOperationException("said"), HealthStatus.Unhealthy, HealthReason.Exception },
        { new OperationCanceledException("said"), HealthStatus.Unhealthy, HealthReason.Exception },
        { new TimeoutException("said"), HealthStatus.Unhealthy, HealthReason.Timeout },
        { new AggregateException(new HealthCheckOkException()), HealthStatus.Unhealthy, HealthReason.Exception },
    };

    [Theory]
    [MemberData(nameof(Thrown), DisableDiscoveryEnumeration = true)]
    public async Task A_health_exception_thrown_at_once_or_later_is_the_status(Exception exception, HealthStatus status, HealthReason? reason)
    {
        ManualHealthCheck later = new();
        await using EngineUnderTest engine = new(checks => checks.AddCheck("once", DelegateCheck.Throwing(exception)).AddCheck("later", later));

        CheckResult atOnce = await engine.GetOrStartRunAsync("once");
        Task<CheckResult> call = engine.GetOrStartRunAsync("later");
        (await later.NextRunAsync()).Throw(exception);

        foreach (CheckResult result in (CheckResult[])[atOnce, await call])
        {
            Assert.Equal((status, reason), (result.Status, result.Outcome.Reason));
            Assert.Same(exception, result.Outcome.Exception);
        }
    }

    [Theory]
    [InlineData(HealthStatus.Healthy)]
    [InlineData(HealthStatus.Degraded)]
    [InlineData(HealthStatus.Unhealthy)]
    public async Task A_returned_result_is_kept_as_it_is(HealthStatus status)
    {
        InvalidOperationException exception = new();
        Dictionary<string, object> data = new() { ["rows"] = 7 };
        await using EngineUnderTest engine = EngineUnderTest.Of(
            DelegateCheck.Returning(new HealthCheckResult(status, "said", exception, data)));

        CheckResult result = await engine.GetOrStartRunAsync();

        Assert.Equal((status, "said", (Exception)exception), (result.Status, result.Outcome.Description, result.Outcome.Exception));
        Assert.Equal((null, 7), (result.Outcome.Reason, result.Outcome.Data?["rows"]));
    }

    [Fact]
    public async Task An_undefined_status_is_ERROR()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(
            DelegateCheck.Returning(new HealthCheckResult((HealthStatus)42)), ("FailuresBeforeError", "2"));

        CheckResult result = await engine.GetOrStartRunAsync();

        Assert.Equal((HealthStatus.Degraded, 1), (result.Status, result.FailuresInRow));
    }

    [Fact]
    public async Task A_default_result_is_ERROR_in_the_frameworks_report_too()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Returning(default));

        HealthReportEntry entry = (await engine.ReportAsync()).Entries["db"];

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Empty(entry.Data);
    }

    [Fact]
    public async Task A_check_that_returns_null_is_ERROR()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(new DelegateCheck(_ => null!));

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Exception), await StatusAsync(engine));
    }

    [Fact]
    public async Task A_factory_that_returns_null_is_ERROR()
    {
        await using EngineUnderTest engine = new(checks => checks.Add(new HealthCheckRegistration("db", _ => null!, null, null)));

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Exception), await StatusAsync(engine));
    }

    [Fact]
    public async Task A_check_that_DI_cannot_build_is_ERROR_and_affects_no_other_check()
    {
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck<UnbuildableCheck>("db", tags: ["all"]).AddCheck("other", DelegateCheck.Returning(HealthCheckResult.Healthy()), tags: ["all"]));

        HealthReport report = await engine.ReportAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Entries["db"].Status);
        Assert.Equal(HealthStatus.Healthy, report.Entries["other"].Status);
        Assert.Equal(HealthStatus.Unhealthy, (await engine.CallGroupAsync("all", TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task Each_run_gets_its_own_scope_that_is_disposed_with_it()
    {
        List<Scoped> seen = [];
        await using EngineUnderTest engine = new(checks =>
        {
            checks.Services.AddScoped<Scoped>();
            checks.Add(new HealthCheckRegistration(
                "db",
                services =>
                {
                    seen.Add(services.GetRequiredService<Scoped>());
                    return new DelegateCheck(_ => Task.FromResult(HealthCheckResult.Healthy($"{seen[^1].Disposed}")));
                },
                null,
                null));
        });

        CheckResult first = await engine.GetOrStartRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await engine.GetOrStartRunAsync();
        await engine.CleanedUpAsync();

        Assert.Equal("False", first.Outcome.Description);
        Assert.Equal(2, seen.Distinct().Count());
        Assert.All(seen, scoped => Assert.True(scoped.Disposed));
    }

    [Fact]
    public async Task A_scope_whose_disposal_fails_is_logged_and_the_status_stays()
    {
        await using EngineUnderTest engine = new(checks =>
        {
            checks.Services.AddScoped<FailingOnDispose>();
            checks.Add(new HealthCheckRegistration(
                "db",
                services =>
                {
                    services.GetRequiredService<FailingOnDispose>();
                    return DelegateCheck.Throwing(new HealthCheckWarningException());
                },
                null,
                null));
        });

        Assert.Equal((HealthStatus.Degraded, null), await StatusAsync(engine));
        await engine.CleanedUpAsync();
        FakeLogRecord line = Assert.Single(engine.Logged("DisposeFailed"));
        Assert.Equal((LogLevel.Warning, "db"), (line.Level, line.GetStructuredStateValue("Check")));
        Assert.Equal("dispose", line.Exception?.Message);
    }

    [Fact]
    public async Task Additional_properties_come_first()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Throwing(
            new HealthCheckWarningException("secret") { AdditionalProperties = { ["message"] = "long queue", ["waiting"] = 1200 } }));

        Assert.Equal("""{"message":"long queue","waiting":1200,"code":"WARNING","error":true}""", await BodyAsync(engine));
    }

    public static TheoryData<JsonNode> NoJson => new()
    {
        JsonValue.Create(double.NaN),
        JsonValue.Create(new Unserializable(), (JsonTypeInfo<Unserializable>)Failing.GetTypeInfo(typeof(Unserializable)))!,
    };

    [Theory]
    [MemberData(nameof(NoJson), DisableDiscoveryEnumeration = true)]
    public async Task A_property_that_cannot_be_written_as_JSON_is_ERROR_and_the_check_can_run_again(JsonNode property)
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(
            new DelegateCheck(_ => throw new HealthCheckOkException { AdditionalProperties = { ["bad"] = property.DeepClone() } }),
            ("MaxAge", "00:00:00"));

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Exception), await StatusAsync(engine));
        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Exception), await StatusAsync(engine));
        Assert.Equal(Expect.Error, await BodyAsync(engine));
    }

    [Fact]
    public async Task A_failure_has_the_FailureStatus_of_the_registration()
    {
        ManualHealthCheck hung = new();
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("thrown", DelegateCheck.Throwing(new InvalidOperationException()), failureStatus: HealthStatus.Degraded)
            .AddCheck("hung", hung, failureStatus: HealthStatus.Degraded));

        Task<CheckResult> timedOut = engine.GetOrStartRunAsync("hung");
        ManualRun run = await hung.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((HealthStatus.Degraded, HealthReason.Exception), await StatusAsync(engine, "thrown"));
        Assert.Equal((HealthStatus.Degraded, HealthReason.Timeout), ((await timedOut).Status, (await timedOut).Outcome.Reason));
        Assert.Equal((HealthStatus.Degraded, HealthReason.Timeout), await StatusAsync(engine, "hung"));
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((HealthStatus.Degraded, HealthReason.StillRunning), await StatusAsync(engine, "hung"));
        run.Throw(new OperationCanceledException(run.CancellationToken));
        await engine.RunsEndedAsync(2);
        Assert.Equal((HealthStatus.Degraded, HealthReason.Timeout), (engine.Check("hung").Latest!.Status, engine.Check("hung").Latest!.Outcome.Reason));
    }

    [Fact]
    public async Task The_log_lines_of_a_check_have_its_name_in_their_scope()
    {
        await using EngineUnderTest engine = new(checks => checks.Add(new HealthCheckRegistration(
            "db",
            services => new DelegateCheck(_ =>
            {
                services.GetRequiredService<ILoggerFactory>().CreateLogger("check").Log(LogLevel.Information, new EventId(0, "Own"), "hello", null, (text, _) => text);
                return Task.FromResult(HealthCheckResult.Healthy());
            }),
            null,
            null)));

        await engine.GetOrStartRunAsync();

        IReadOnlyList<KeyValuePair<string, object>> scope = Assert.IsType<CheckLogScope>(Assert.Single(Assert.Single(engine.Logged("Own")).Scopes));
        Assert.Equal([KeyValuePair.Create<string, object>("HealthCheck", "db")], scope);
        Assert.Equal(scope[0], Assert.Single(scope));
        Assert.Equal("HealthCheck: db", scope.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => scope[1]);
    }

    [Fact]
    public async Task A_check_gets_its_own_registration()
    {
        RegistrationCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);

        await engine.GetOrStartRunAsync();

        Assert.Equal("db", check.Seen?.Name);
    }

    private static async Task<(HealthStatus Status, HealthReason? Reason)> StatusAsync(EngineUnderTest engine, string _name = EngineUnderTest.Db)
    {
        CheckResult result = await engine.GetOrStartRunAsync(_name);
        return (result.Status, result.Outcome.Reason);
    }

    private static async Task<string> BodyAsync(EngineUnderTest engine)
    {
        HealthResponse reply = await engine.GetAsync("/_system/check/db");
        return Encoding.UTF8.GetString(reply.Body.Span);
    }


    private sealed class UnbuildableCheck(IServiceProviderIsService missing, Uri unknown) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(HealthCheckResult.Healthy($"{missing}{unknown}"));
    }

    private sealed class RegistrationCheck : IHealthCheck
    {
        public HealthCheckRegistration? Seen { get; private set; }

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Seen = context.Registration;
            return Task.FromResult(HealthCheckResult.Healthy());
        }
    }

    private sealed class Scoped : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    private sealed class FailingOnDispose : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => throw new InvalidOperationException("dispose");
    }

    private sealed class Unserializable;

    private sealed class FailingConverter : JsonConverter<Unserializable>
    {
        public override Unserializable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new();

        public override void Write(Utf8JsonWriter writer, Unserializable value, JsonSerializerOptions options) => throw new FormatException();
    }
}
