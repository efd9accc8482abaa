using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tcp;

/// <summary>Connects to a TCP server, on each run anew; sends and reads where the options say so.</summary>
/// <remarks>What cannot be reached or breaks the connection throws, or runs into the engine's deadline: ERROR too.</remarks>
/// <param name="options">What to connect to and what to expect; valid.</param>
/// <param name="connector">Opens connections.</param>
internal sealed class TcpHealthCheck(TcpCheckOptions options, HappyEyeballs connector) : IHealthCheck
{
    private readonly DnsEndPoint _server = HostAndPort.EndPointOf(options.Host!, options.Port!.Value);
    private readonly Regex? _expect = options.Expect is { } pattern ? ExpectedText.CreatePattern(pattern) : null;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using Socket socket = await connector.ConnectAsync(_server, cancellationToken).ConfigureAwait(false);
        for (ReadOnlyMemory<byte> rest = options.Send; !rest.IsEmpty;)
        {
            rest = rest[await socket.SendAsync(rest, cancellationToken).ConfigureAwait(false)..];
        }

        return _expect is null ? HealthCheckResult.Healthy() : await ReadAsync(socket, _expect, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HealthCheckResult> ReadAsync(Socket socket, Regex expect, CancellationToken cancellationToken)
    {
        byte[] answer = new byte[options.MaxAnswerBytes];
        int length = 0;
        int read;
        do
        {
            read = await socket.ReceiveAsync(answer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            length += read;
            if (expect.IsMatch(Encoding.UTF8.GetString(answer, 0, length)))
            {
                return HealthCheckResult.Healthy();
            }
        }
        while (read > 0 && length < answer.Length);

        return HealthCheckResult.Unhealthy(
            length == 0 ? HealthReason.ConnectionLost : HealthReason.UnexpectedAnswer,
            string.Create(CultureInfo.InvariantCulture, $"The first {length} bytes of the answer do not match '{expect}'{(read == 0 ? ", and the server closed the connection." : ".")}"));
    }
}
