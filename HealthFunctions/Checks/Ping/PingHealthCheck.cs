using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Ping;

/// <summary>Sends one ICMP echo request, which must be answered. One that is lost runs into the engine's deadline: ERROR too.</summary>
/// <param name="options">Whom to ask; valid.</param>
/// <param name="send">Sends a request; null for the system's way.</param>
internal sealed class PingHealthCheck(PingCheckOptions options, Func<IPAddress, CancellationToken, Task<PingReply>>? send = null) : IHealthCheck
{
    private const string Forbidden =
        "This process may not send ICMP echo requests. On Linux give it the capability CAP_NET_RAW, or install the program ping; "
        + "where the platform forbids ICMP, as Azure App Service and Functions do, use Type=Tcp instead.";

    /// <summary>More than any run may take: the engine's deadline ends it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Func<IPAddress, CancellationToken, Task<PingReply>> _send = send ?? SendAsync;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IPAddress[] addresses = await HostName.ResolveAsync(options.Host!, AddressFamily.Unspecified, cancellationToken).ConfigureAwait(false);
        PingReply reply;
        try
        {
            reply = await _send(addresses[0], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (IsForbidden(error))
        {
            return new HealthCheckResult(context.Registration.FailureStatus, Forbidden, error);
        }

        return reply.Status == IPStatus.Success
            ? HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["roundtripMilliseconds"] = reply.RoundtripTime })
            : new HealthCheckResult(context.Registration.FailureStatus, $"The answer of {addresses[0]} is {reply.Status}.");
    }

    /// <summary>Tells whether the system refuses to send: it has no socket for it and no program, or the socket is not allowed.</summary>
    private static bool IsForbidden(Exception error) =>
        error is PlatformNotSupportedException or SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.ProtocolNotSupported }
        || (error is PingException { InnerException: { } cause } && IsForbidden(cause));

    private static async Task<PingReply> SendAsync(IPAddress address, CancellationToken cancellationToken)
    {
        using System.Net.NetworkInformation.Ping ping = new();
        // Without a text of its own, for the program ping would not send it.
        return await ping.SendPingAsync(address, Patience, buffer: [], options: null, cancellationToken).ConfigureAwait(false);
    }
}
