using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests the log line of a change of status: all that people need on one line, and the stack trace at Debug.</summary>
public sealed class StatusLineTests
{
    private static readonly HttpRequestException Refused = new(
        "Connection refused (localhost:80)", new InvalidOperationException("tried once", new SocketException((int)SocketError.ConnectionRefused)));

    public static TheoryData<string, Exception> Thrown => new()
    {
        {
            "Health check db, first result: ERROR. Reason: REFUSED; HttpRequestException: Connection refused (localhost:80), caused by SocketException: Connection refused (run took 00:00:00, failures in a row: 1)",
            Refused
        },
        {
            "Health check db, first result: ERROR. Reason: EXCEPTION; InvalidOperationException: one\\u000Atwo (run took 00:00:00, failures in a row: 1)",
            new InvalidOperationException("one\ntwo")
        },
        {
            "Health check db, first result: ERROR. Reason: CHECK; no space left (run took 00:00:00, failures in a row: 1)",
            new HealthCheckErrorException("no space left")
        },
        {
            """Health check db, first result: ERROR. Reason: CHECK; no space left; caused by IOException: disk; {"free":0} (run took 00:00:00, failures in a row: 1)""",
            new HealthCheckErrorException("no space left", new IOException("disk")) { AdditionalProperties = { ["free"] = 0 } }
        },
        {
            "Health check db, first result: WARNING. Reason: CHECK; the queue is long (run took 00:00:00)",
            new HealthCheckWarningException("the queue is long")
        },
    };

    [Theory]
    [MemberData(nameof(Thrown))]
    public async Task A_failure_is_one_readable_line(string expected, Exception thrown)
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Throwing(thrown));

        FakeLogRecord line = await LineAsync(engine);

        Assert.Equal(expected, line.Message);
        Assert.Null(line.Exception);
    }

    [Fact]
    public async Task The_stack_trace_is_a_line_of_its_own_at_Debug()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Throwing(Refused));

        await LineAsync(engine);
        await Eventually.TrueAsync(() => engine.Logged("FailureDetails").Any());

        FakeLogRecord details = Assert.Single(engine.Logged("FailureDetails"));
        Assert.Equal((LogLevel.Debug, Refused), (details.Level, details.Exception));
    }

    [Fact]
    public async Task A_returned_failure_tells_its_description_and_its_exception()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(
            DelegateCheck.Returning(HealthCheckResult.Unhealthy("no disk", new IOException("gone", new InvalidOperationException("unmounted")))));

        FakeLogRecord line = await LineAsync(engine);

        Assert.Equal(
            "Health check db, first result: ERROR. Reason: CHECK; no disk; IOException: gone, caused by InvalidOperationException: unmounted (run took 00:00:00, failures in a row: 1)",
            line.Message);
    }

    [Fact]
    public async Task A_change_tells_both_statuses_and_how_long_the_first_lasted()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:00"));
        foreach (HealthCheckResult result in (HealthCheckResult[])[HealthCheckResult.Healthy(), HealthCheckResult.Unhealthy(), HealthCheckResult.Healthy()])
        {
            Task call = engine.GetOrStartRunAsync();
            (await check.NextRunAsync()).Return(result);
            await call;
            await engine.CleanedUpAsync();
            engine.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Eventually.TrueAsync(() => engine.Logged("StatusChanged").Count() == 3);

        Assert.Equal(
            [
                "Health check db, first result: OK. Reason: CHECK (run took 00:00:00)",
                "Health check db went from OK to ERROR after 00:01:00. Reason: CHECK (run took 00:00:00, failures in a row: 1)",
                "Health check db went from ERROR to OK after 00:01:00. Reason: CHECK (run took 00:00:00)",
            ],
            engine.Logged("StatusChanged").Select(line => line.Message));
    }

    [Fact]
    public async Task A_message_of_any_length_is_cut()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Throwing(new InvalidOperationException(new string('x', 100_000))));

        FakeLogRecord line = await LineAsync(engine);

        Assert.InRange(line.Message.Length, 500, 700);
    }

    [Fact]
    public async Task An_exception_whose_message_throws_is_told_by_its_type()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Throwing(new ThrowingMessageException()));

        FakeLogRecord line = await LineAsync(engine);

        Assert.Equal("Health check db, first result: ERROR. Reason: EXCEPTION; ThrowingMessageException (run took 00:00:00, failures in a row: 1)", line.Message);
    }

    [Fact]
    public async Task Causes_of_any_depth_are_told_by_the_innermost()
    {
        Exception deep = new IOException("the cause");
        for (int i = 0; i < 100_000; i++)
        {
            deep = new AggregateException(deep);
        }

        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Throwing(deep));

        FakeLogRecord line = await LineAsync(engine);

        Assert.Equal(
            "Health check db, first result: ERROR. Reason: EXCEPTION; AggregateException, caused by IOException: the cause (run took 00:00:00, failures in a row: 1)",
            line.Message);
        Assert.Empty(engine.Logged("FailureDetails"));
    }

    [Fact]
    public async Task A_name_is_one_line_too()
    {
        await using EngineUnderTest engine = new(checks => checks.AddCheck("a\nb\u202e", DelegateCheck.Returning(HealthCheckResult.Unhealthy())));

        FakeLogRecord line = await LineAsync(engine);

        Assert.Equal("Health check a\\u000Ab\\u202E, first result: ERROR. Reason: CHECK (run took 00:00:00, failures in a row: 1)", line.Message);
    }

    [Fact]
    public async Task Programs_get_the_values()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Throwing(
            new HealthCheckErrorException("no space left", new IOException("disk")) { AdditionalProperties = { ["free"] = 0 } }));

        FakeLogRecord line = await LineAsync(engine);

        Assert.Equal(
            [
                ("Check", "db"), ("From", "UNKNOWN"), ("To", "ERROR"), ("After", "00:00:00"), ("Reason", "CHECK"), ("Description", "no space left"),
                ("Cause", "caused by IOException: disk"), ("AdditionalProperties", """{"free":0}"""), ("Duration", "00:00:00"), ("FailuresInRow", "1"),
            ],
            line.StructuredState!.Select(value => (value.Key, value.Value)));
    }

    private static async Task<FakeLogRecord> LineAsync(EngineUnderTest engine)
    {
        await engine.ReportAsync();
        await Eventually.TrueAsync(() => engine.Logged("StatusChanged").Any());
        return Assert.Single(engine.Logged("StatusChanged"));
    }

    [SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It is thrown here only.")]
    private sealed class ThrowingMessageException : Exception
    {
        public override string Message => throw new InvalidOperationException();
    }
}
