using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Ping;

/// <summary>Sends one ICMP echo request, which must be answered. One that is lost runs into the engine's deadline: ERROR too.</summary>
/// <param name="options">Whom to ask; valid.</param>
/// <param name="send">Sends a request; null for the system's way.</param>
internal sealed class PingHealthCheck(PingCheckOptions options, Func<IPAddress, CancellationToken, Task<(IPStatus Status, long Milliseconds)>>? send = null) : IHealthCheck
{
    private const string Forbidden =
        "This process may not send ICMP echo requests. On Linux give it the capability CAP_NET_RAW, or install the program ping; "
        + "where the platform forbids ICMP, as Azure App Service and Functions do, use Type=Tcp instead.";

    /// <summary>More than any run may take: the engine's deadline ends it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _host = HostName.ToAscii(options.Host!);
    private readonly Func<IPAddress, CancellationToken, Task<(IPStatus Status, long Milliseconds)>> _send = send ?? SendAsync;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IPAddress[] addresses = await HostName.ResolveAsync(_host, cancellationToken).ConfigureAwait(false);
        (IPStatus status, long milliseconds) = (IPStatus.Unknown, 0L);
        try
        {
            (status, milliseconds) = await _send(addresses[0], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (IsForbidden(error))
        {
            return HealthCheckResult.Unhealthy(HealthReasons.Of(error) ?? HealthReason.Unsupported, Forbidden, error);
        }

        return status == IPStatus.Success
            ? HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["latency"] = new ObservedValue(milliseconds, "ms") })
            : HealthCheckResult.Unhealthy(ReasonOf(status), $"The answer of {addresses[0]} is {status}.");
    }

    private static HealthReason ReasonOf(IPStatus status) => status switch
    {
        IPStatus.TimedOut => HealthReason.Timeout,
        IPStatus.DestinationNetworkUnreachable or IPStatus.DestinationHostUnreachable or IPStatus.DestinationUnreachable
            or IPStatus.DestinationProtocolUnreachable or IPStatus.DestinationPortUnreachable or IPStatus.DestinationProhibited
            or IPStatus.BadRoute or IPStatus.TtlExpired or IPStatus.TimeExceeded => HealthReason.Unreachable,
        _ => HealthReason.UnexpectedAnswer,
    };

    /// <summary>Tells whether the system refuses to send: it has no socket for it and no program, or the socket is not allowed.</summary>
    private static bool IsForbidden(Exception error) =>
        error is PlatformNotSupportedException or SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.ProtocolNotSupported }
        || (error is PingException { InnerException: { } cause } && IsForbidden(cause));

    private static async Task<(IPStatus Status, long Milliseconds)> SendAsync(IPAddress address, CancellationToken cancellationToken)
    {
        using System.Net.NetworkInformation.Ping ping = new();
        // Without a text of its own, for the program ping would not send it.
        PingReply reply = await ping.SendPingAsync(address, Patience, buffer: [], options: null, cancellationToken).ConfigureAwait(false);
        return (reply.Status, reply.RoundtripTime);
    }
}
