using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine;

public sealed partial class ReasonTests
{
    public static TheoryData<Exception, HealthReason> Exceptions => new()
    {
        { new SocketException((int)SocketError.HostNotFound), HealthReason.NameNotResolved },
        { new SocketException((int)SocketError.ConnectionRefused), HealthReason.Refused },
        { new SocketException((int)SocketError.NetworkUnreachable), HealthReason.Unreachable },
        { new SocketException((int)SocketError.ConnectionReset), HealthReason.ConnectionLost },
        { new SocketException((int)SocketError.TimedOut), HealthReason.Timeout },
        { new SocketException((int)SocketError.SocketNotSupported), HealthReason.Exception },
        { new HttpRequestException(HttpRequestError.ConnectionError, "", new SocketException((int)SocketError.ConnectionRefused)), HealthReason.Refused },
        { new HttpRequestException(HttpRequestError.SecureConnectionError, "", new AuthenticationException()), HealthReason.Tls },
        { new HttpRequestException(HttpRequestError.InvalidResponse), HealthReason.UnexpectedAnswer },
        { new HttpRequestException("", null, HttpStatusCode.BadGateway), HealthReason.UnexpectedStatus },
        { new HttpRequestException("", null, HttpStatusCode.Unauthorized), HealthReason.Authentication },
        { new AuthenticationException("", new Win32Exception()), HealthReason.Tls },
        { new IOException("", new SocketException((int)SocketError.ConnectionReset)), HealthReason.ConnectionLost },
        { new AggregateException(new FileNotFoundException()), HealthReason.NotFound },
        { new UnauthorizedAccessException(), HealthReason.Forbidden },
        { new InvalidOperationException(), HealthReason.Exception },
    };

    [Theory]
    [MemberData(nameof(Exceptions), DisableDiscoveryEnumeration = true)]
    public async Task An_exception_of_NET_tells_the_reason(Exception exception, HealthReason reason)
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Throwing(exception));

        Assert.Equal(reason, (await engine.GetOrStartRunAsync()).Outcome.Reason);
    }

    [Fact]
    public async Task An_exception_that_a_check_returns_tells_the_reason_too()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(
            DelegateCheck.Returning(HealthCheckResult.Unhealthy(exception: new SocketException((int)SocketError.ConnectionRefused))));

        Assert.Equal(HealthReason.Refused, (await engine.GetOrStartRunAsync()).Outcome.Reason);
    }

    [Fact]
    public async Task A_reason_that_a_check_returns_beats_that_of_its_exception()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(
            DelegateCheck.Returning(HealthCheckResult.Degraded(HealthReason.Threshold, "long", new TimeoutException())));

        CheckResult result = await engine.GetOrStartRunAsync();

        Assert.Equal((HealthStatus.Degraded, HealthReason.Threshold, "long"), (result.Status, result.Outcome.Reason, result.Outcome.Description));
    }

    [Theory]
    [InlineData("THRESHOLD")]
    [InlineData((HealthReason)1000)]
    public async Task Data_of_the_same_name_that_is_no_reason_is_none(object value)
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(
            DelegateCheck.Returning(HealthCheckResult.Unhealthy(data: new Dictionary<string, object> { ["reason"] = value })));

        Assert.Null((await engine.GetOrStartRunAsync()).Outcome.Reason);
    }

    [Fact]
    public void A_reason_leaves_public_data_public_and_is_not_public_itself()
    {
        HealthCheckResult result = HealthCheckResult.Unhealthy(
            HealthReason.Threshold, data: new PublicHealthCheckData(new JsonObject { ["waiting"] = 7 }));

        PublicHealthCheckData data = Assert.IsType<PublicHealthCheckData>(result.Data);
        Assert.Equal(["waiting"], data.AdditionalProperties.Select(property => property.Key));
        Assert.Equal((7, HealthReason.Threshold), (data["waiting"], data["reason"]));
    }

    [Fact]
    public void The_causes_of_an_exception_are_looked_at_up_to_a_limit()
    {
        Exception exception = new TimeoutException();
        for (int depth = 0; depth < 100; depth++)
        {
            exception = new InvalidOperationException("", exception);
        }

        Assert.Equal((HealthReason.Timeout, null), (HealthReasons.Of(exception.InnerException!), HealthReasons.Of(exception)));
    }

    [Fact]
    public void Each_reason_has_the_code_of_its_name() =>
        Assert.All(Enum.GetValues<HealthReason>(), reason =>
            Assert.Equal(WordStart().Replace(reason.ToString(), "_").ToUpperInvariant(), HealthReasonCode.Of(reason)));

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
