using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Testing;

/// <summary>Represents one run of a <see cref="ManualHealthCheck"/>.</summary>
internal sealed class ManualRun(CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<HealthCheckResult> _result = new();

    /// <summary>Gets the token that the engine gave the check. The run ignores it.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    public Task<HealthCheckResult> Result => _result.Task;

    public void Return(HealthCheckResult value) => _result.SetResult(value);

    public void ReturnHealthy() => Return(HealthCheckResult.Healthy());

    public void Throw(Exception exception) => _result.SetException(exception);
}
