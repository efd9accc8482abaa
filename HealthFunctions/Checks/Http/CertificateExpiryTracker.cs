using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace HealthFunctions.Checks.Http;

/// <summary>
/// Remembers when the resource's certificate ends: a handshake shows it, and later probes reuse the connection.
/// </summary>
internal sealed class CertificateExpiryTracker(string host)
{
    private long _endsAtTicks;

    /// <summary>When the certificate of the latest connection ends; null before the first one.</summary>
    public DateTimeOffset? EndsAt => Volatile.Read(ref _endsAtTicks) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Trusts what the system trusts, and takes a note.</summary>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? _, SslPolicyErrors errors)
    {
        // A redirect can lead to another host, whose certificate is not ours to watch.
        if (certificate is X509Certificate2 seen && sender is SslStream stream && stream.TargetHostName.Equals(host, StringComparison.OrdinalIgnoreCase))
        {
            Volatile.Write(ref _endsAtTicks, seen.NotAfter.ToUniversalTime().Ticks);
        }

        return errors == SslPolicyErrors.None;
    }
}
