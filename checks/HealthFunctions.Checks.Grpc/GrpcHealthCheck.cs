using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace HealthFunctions.Checks.Grpc;

/// <summary>Asks a gRPC server for its health by the standard protocol, <c>grpc.health.v1.Health/Check</c>, on a connection that is kept.</summary>
/// <param name="options">Which server and service to ask for; valid.</param>
/// <param name="time">The clock that certificates and connection attempts are held to.</param>
/// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
internal sealed class GrpcHealthCheck(GrpcCheckOptions options, TimeProvider time, X509ChainPolicy? trust) : IHealthCheck, IAsyncDisposable
{
    private readonly HappyEyeballs _connector = new(time);
    private readonly Metadata _headers = HeadersOf(options);
    private GrpcConnection? _connection;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await AskWithRetryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException error) when (!cancellationToken.IsCancellationRequested)
        {
            return GrpcFailure.Judge(error);
        }
    }

    public ValueTask DisposeAsync() => DropAsync();

    private async Task<HealthCheckResult> AskWithRetryAsync(CancellationToken cancellationToken)
    {
        bool isKept = _connection is { HasAnswered: true };
        try
        {
            return await AskAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException error) when (isKept && GrpcFailure.IsConnectionLost(error) && !cancellationToken.IsCancellationRequested)
        {
            // The kept connection broke while nobody used it, as it does where the server was started anew.
            return await AskAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        GrpcConnection connection = _connection ??= new GrpcConnection(options.Url!, _connector, trust);
        try
        {
            HealthCheckResponse response = await connection.Health
                .CheckAsync(new HealthCheckRequest { Service = options.Service }, new CallOptions(_headers, cancellationToken: cancellationToken))
                .ConfigureAwait(false);
            connection.HasAnswered = true;
            return Judge(response.Status, connection);
        }
        catch
        {
            // A connection that a server or a network has left without a word would hang again.
            await DropAsync().ConfigureAwait(false);
            throw;
        }
    }

    private HealthCheckResult Judge(ServingStatus status, GrpcConnection connection) => status switch
    {
        ServingStatus.Serving when connection.CertificateEnd is { } end => CertificateExpiry.Judge(end, options.CertificateExpiryWarning, time.GetUtcNow()),
        ServingStatus.Serving => HealthCheckResult.Healthy(),
        ServingStatus.NotServing => HealthCheckResult.Unhealthy(HealthReason.Unavailable, "The service is NOT_SERVING."),
        ServingStatus.ServiceUnknown => HealthCheckResult.Unhealthy(HealthReason.NotFound, "The server does not know the service."),
        ServingStatus.Unknown => HealthCheckResult.Unhealthy(HealthReason.Unavailable, "The server does not know the health of the service."),
        _ => HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, "The status of the service is none that the protocol has."),
    };

    private static Metadata HeadersOf(GrpcCheckOptions options)
    {
        Metadata headers = [];
        foreach ((string name, string value) in options.Headers)
        {
            headers.Add(name, value);
        }

        return headers;
    }

    private async ValueTask DropAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
