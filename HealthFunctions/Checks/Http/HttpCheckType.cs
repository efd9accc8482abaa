using System.Net;
using System.Net.Security;
using HealthFunctions.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Http;

/// <summary><c>Type=Http</c>: a <see cref="HttpResourceCheck"/> with a named client of its own.</summary>
internal sealed class HttpCheckType : CheckType
{
    /// <summary>A connection is made anew after this time, and so finds the host's new address.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    public override string Name => "Http";

    /// <summary>The name of a check's client, for those who want to add handlers to it.</summary>
    public static string ClientName(string checkName) => $"HealthChecks:{checkName}";

    public override Func<IServiceProvider, IHealthCheck> Add(IServiceCollection services, string checkName, SettingsSection section)
    {
        HttpResourceOptions options = HttpResourceOptions.Read(section);
        CertificateWatch certificate = new(options.Url.IdnHost);
        string clientName = ClientName(checkName);
        services.AddHttpClient(clientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => CreateHandler(options, certificate))
            // The handler's own connection lifetime sees to DNS changes, without a timer that wakes an idle app.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The default loggers write four lines and the URL with each probe.
            .RemoveAllLoggers();
        return provider => new HttpResourceCheck(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(clientName),
            options,
            certificate,
            provider.GetRequiredService<TimeProvider>());
    }

    private static SocketsHttpHandler CreateHandler(HttpResourceOptions options, CertificateWatch certificate) => new()
    {
        AllowAutoRedirect = options.FollowRedirects,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = ConnectionLifetime,
        UseCookies = false,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = certificate.Validate },
    };
}
