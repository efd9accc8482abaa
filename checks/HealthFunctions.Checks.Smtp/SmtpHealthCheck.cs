using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Health;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Smtp;

/// <summary>Connects to an SMTP server, on each run anew, signs in where it has a user, and sends NOOP and QUIT. It sends no mail.</summary>
/// <param name="options">What to connect to; valid.</param>
/// <param name="time">The clock that certificates and connection attempts are held to.</param>
/// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
internal sealed class SmtpHealthCheck(SmtpCheckOptions options, TimeProvider time, X509ChainPolicy? trust) : IHealthCheck
{
    /// <summary>Limits what the server may send in a run, which needs some kilobytes.</summary>
    private const long MostBytes = 1024 * 1024;

    private readonly DnsEndPoint _server = HostAndPort.EndPointOf(options.Host!, SmtpCheckType.PortOf(options));
    private readonly HappyEyeballs _connector = new(time);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using Socket socket = await _connector.ConnectAsync(_server, cancellationToken).ConfigureAwait(false);
        using WatchedStream connection = new(socket, ownsSocket: false, MostBytes);
        try
        {
            return await AskAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && Judge(error, connection) is { } result)
        {
            return result;
        }
    }

    private async Task<HealthCheckResult> AskAsync(WatchedStream connection, CancellationToken cancellationToken)
    {
        using VerifyingSmtpClient client = new(trust);
        await client.ConnectAsync(connection, _server.Host, _server.Port, SecurityOf(options.Security), cancellationToken).ConfigureAwait(false);
        if (options.UserName is { Length: > 0 } user && await SignInAsync(client, user, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            return failure;
        }

        await client.NoOpAsync(cancellationToken).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        return client.CertificateEnd is { } end
            ? CertificateExpiry.Judge(end, options.CertificateExpiryWarning, time.GetUtcNow())
            : HealthCheckResult.Healthy();
    }

    /// <returns>Null where the server has accepted the user.</returns>
    private async Task<HealthCheckResult?> SignInAsync(SmtpClient client, string user, CancellationToken cancellationToken)
    {
        if (options.Security == SmtpSecurity.Auto && !client.IsSecure)
        {
            return HealthCheckResult.Unhealthy(HealthReason.Tls, "The server offers no STARTTLS, and the password is not sent without; Security=None sends it.");
        }

        try
        {
            await client.AuthenticateAsync(user, options.Password!, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (NotSupportedException error)
        {
            return HealthCheckResult.Unhealthy(HealthReason.Authentication, "The server offers no way to sign in.", error);
        }
    }

    private static SecureSocketOptions SecurityOf(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.Auto,
    };

    /// <summary>Judges what MailKit throws. The words of the server stay in the exception.</summary>
    /// <returns>Null for an exception of somebody else.</returns>
    private static HealthCheckResult? Judge(Exception error, WatchedStream connection) => error switch
    {
        _ when connection.IsTooLong => HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, "The server sends without end.", error),
        SslHandshakeException => HealthCheckResult.Unhealthy(HealthReason.Tls, "The TLS handshake failed, or the certificate is not trusted.", error),
        AuthenticationException => HealthCheckResult.Unhealthy(HealthReason.Authentication, "The server did not accept the user and the password.", error),
        SmtpCommandException answer => HealthCheckResult.Unhealthy(
            ReasonOf(answer.StatusCode), string.Create(CultureInfo.InvariantCulture, $"The server answered with the status {(int)answer.StatusCode}."), error),
        SmtpProtocolException when connection.IsEnded => HealthCheckResult.Unhealthy(HealthReason.ConnectionLost, "The server ended the connection.", error),
        SmtpProtocolException => HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, "The answer is not SMTP.", error),
        NotSupportedException => HealthCheckResult.Unhealthy(HealthReason.Tls, "The server does not offer STARTTLS.", error),
        _ => null,
    };

    private static HealthReason ReasonOf(SmtpStatusCode status) => (int)status switch
    {
        530 or 534 or 535 or 538 => HealthReason.Authentication,
        < 500 => HealthReason.Unavailable,
        _ => HealthReason.UnexpectedStatus,
    };
}
