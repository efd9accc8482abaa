using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Testing;

/// <summary>One run of a <see cref="HandDrivenCheck"/>.</summary>
internal sealed class HandDrivenRun(CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<HealthCheckResult> _result = new();

    /// <summary>What the engine gave the check. Nothing heeds it unless the test does.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    public Task<HealthCheckResult> Result => _result.Task;

    public void Return(HealthCheckResult value) => _result.SetResult(value);

    public void ReturnHealthy() => Return(HealthCheckResult.Healthy());

    public void Throw(Exception exception) => _result.SetException(exception);
}
