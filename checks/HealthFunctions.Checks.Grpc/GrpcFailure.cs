using Grpc.Core;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Grpc;

/// <summary>Judges a call that failed. The words of the server stay in the exception.</summary>
internal static class GrpcFailure
{
    public static HealthCheckResult Judge(RpcException error) =>
        HealthCheckResult.Unhealthy(ReasonOf(error), DescriptionOf(error), error);

    /// <summary>Tells whether the connection broke, in contrast to one that was never made.</summary>
    public static bool IsConnectionLost(RpcException error) => error.Status.DebugException is HttpRequestException { HttpRequestError: HttpRequestError.Unknown or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError } or IOException;

    private static HealthReason ReasonOf(RpcException error)
    {
        // What the client has met is more than the status that it makes of it.
        if (error.Status.DebugException is { } cause)
        {
            return HealthReasons.Of(cause) ?? HealthReason.ConnectionLost;
        }

        return error.StatusCode switch
        {
            StatusCode.NotFound => HealthReason.NotFound,
            StatusCode.Unauthenticated => HealthReason.Authentication,
            StatusCode.PermissionDenied => HealthReason.Forbidden,
            StatusCode.Unavailable or StatusCode.ResourceExhausted => HealthReason.Unavailable,
            StatusCode.DeadlineExceeded => HealthReason.Timeout,
            StatusCode.Cancelled => HealthReason.UnexpectedAnswer,
            _ => HealthReason.UnexpectedStatus,
        };
    }

    private static string DescriptionOf(RpcException error) => error.StatusCode switch
    {
        _ when error.Status.DebugException is not null => "The call failed.",
        StatusCode.NotFound => "The server does not know the service.",
        StatusCode.Unimplemented => "The server does not implement the health protocol, grpc.health.v1.Health.",
        StatusCode.Cancelled => "The answer is not gRPC.",
        _ => $"The server answered with the status {error.StatusCode}.",
    };
}
