using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;

namespace HealthFunctions.Checks.Redis;

/// <summary>Makes the client's settings of a connection string: those of a client that asks for nothing but PING, and connects once.</summary>
internal static class RedisClientSettings
{
    /// <summary>
    /// What the client would ask for by itself to find out about roles, clusters and changes of them: more than a check needs, and
    /// more than its user may be allowed. Without SUBSCRIBE there is no second connection, and without SET nothing is written.
    /// </summary>
    private const string NotAsked = ",$CLUSTER=,$CONFIG=,$ECHO=,$HELLO=,$INFO=,$SENTINEL=,$SET=,$SUBSCRIBE=";

    /// <exception cref="ArgumentException">The text is no connection string, or one that the check does not take.</exception>
    /// <exception cref="FormatException">A value is none.</exception>
    public static ConfigurationOptions Parse(string connectionString)
    {
        ConfigurationOptions given = ConfigurationOptions.Parse(connectionString);
        if (given.EndPoints.Count == 0 || given.EndPoints.Any(IsNoHost) || given.ServiceName is not null)
        {
            throw new ArgumentException("The connection string names no server, something that is none, or a service of Sentinel.", nameof(connectionString));
        }

        // The server is told the client's name only where one is given.
        return ConfigurationOptions.Parse($"{connectionString}{NotAsked}{(given.ClientName is null ? ",$CLIENT=" : string.Empty)}");
    }

    /// <param name="connectionString">A valid connection string.</param>
    /// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
    public static ConfigurationOptions Create(string connectionString, X509ChainPolicy? trust)
    {
        ConfigurationOptions settings = Parse(connectionString);
        // The client is there at once, and connects when it is let: its own wait for that heeds no token.
        settings.AbortOnConnectFail = false;
        settings.ConnectTimeout = 0;
        settings.BacklogPolicy = BacklogPolicy.FailFast;
        settings.ConnectRetry = 1;
        // Its timer also connects anew, and sends what keeps connections alive. The client cannot do without: this is the longest that it takes.
        settings.HeartbeatInterval = TimeSpan.FromMilliseconds(int.MaxValue);
        settings.SetClientLibrary = false;
        // It would ask for a key, which a user who may only PING may not.
        settings.TieBreaker = string.Empty;
        settings.IncludeDetailInExceptions = false;
        if (trust is not null)
        {
            settings.SslClientAuthenticationOptions = host => new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = trust };
        }

        return settings;
    }

    // The client takes "redis://cache" for the name of a host.
    private static bool IsNoHost(EndPoint endPoint) => endPoint is DnsEndPoint dns && dns.Host.AsSpan().ContainsAny("/@ ");
}
