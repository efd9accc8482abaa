using RabbitMQ.Client;

namespace HealthFunctions.Checks.RabbitMq;

/// <summary>Makes the client's factory of a URI.</summary>
internal static class RabbitMqUri
{
    /// <summary>The client's own limits do not count: what ends a run is its token.</summary>
    private static readonly TimeSpan NoLimit = TimeSpan.FromDays(1);

    /// <exception cref="ArgumentException">The URI has another scheme, no host, or more than a virtual host.</exception>
    /// <exception cref="FormatException">The text is no URI.</exception>
    public static ConnectionFactory Parse(string text)
    {
        Uri uri = new(text);
        if (uri.Host.Length == 0)
        {
            throw new ArgumentException("The URI has no host.", nameof(text));
        }

        return new ConnectionFactory
        {
            Uri = uri,
            ClientProvidedName = "HealthFunctions",
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedConnectionTimeout = NoLimit,
            HandshakeContinuationTimeout = NoLimit,
            ContinuationTimeout = NoLimit,
        };
    }
}
