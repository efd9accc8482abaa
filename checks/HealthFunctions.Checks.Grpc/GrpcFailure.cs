using Grpc.Core;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Grpc;

/// <summary>Judges a call that failed. The words of the server stay in the exception.</summary>
internal static class GrpcFailure
{
    /// <param name="error">The failure.</param>
    /// <param name="isEnded">Whether the server has ended the connection.</param>
    public static HealthReason ReasonOf(RpcException error, bool isEnded)
    {
        // What the client has met is more than the status that it makes of it.
        if (error.Status.DebugException is { } cause)
        {
            return HealthReasons.Of(cause) ?? (isEnded ? HealthReason.ConnectionLost : HealthReason.UnexpectedAnswer);
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

    public static string DescriptionOf(RpcException error) => error.StatusCode switch
    {
        _ when error.Status.DebugException is not null => "The call failed.",
        StatusCode.NotFound => "The server does not know the service.",
        StatusCode.Unimplemented => "The server does not implement the health protocol, grpc.health.v1.Health.",
        StatusCode.Cancelled => "The answer is not gRPC.",
        _ => $"The server answered with the status {error.StatusCode}.",
    };
}
