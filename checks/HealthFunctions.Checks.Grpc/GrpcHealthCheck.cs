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
        bool isKept = _connection is { HasAnswered: true };
        (HealthCheckResult result, bool isLost) = await AskAsync(cancellationToken).ConfigureAwait(false);

        // A kept connection breaks while nobody uses it, as it does where the server was started anew.
        return isKept && isLost ? (await AskAsync(cancellationToken).ConfigureAwait(false)).Result : result;
    }

    public ValueTask DisposeAsync() => DropAsync();

    private async Task<(HealthCheckResult Result, bool IsLost)> AskAsync(CancellationToken cancellationToken)
    {
        GrpcConnection connection = _connection ??= new GrpcConnection(options.Url!, _connector, trust);
        try
        {
            HealthCheckResponse response = await connection.Health
                .CheckAsync(new HealthCheckRequest { Service = options.Service ?? string.Empty }, new CallOptions(_headers, cancellationToken: cancellationToken))
                .ConfigureAwait(false);
            connection.HasAnswered = true;
            return (Judge(response.Status, connection), false);
        }
        catch (RpcException error)
        {
            // A connection that a server or a network has left without a word would hang again.
            await DropAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            HealthReason reason = GrpcFailure.ReasonOf(error, connection.IsEnded);
            return (HealthCheckResult.Unhealthy(reason, GrpcFailure.DescriptionOf(error), error), reason == HealthReason.ConnectionLost);
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
