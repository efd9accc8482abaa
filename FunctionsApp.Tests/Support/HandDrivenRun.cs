using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Tests.Support;

/// <summary>One run of a <see cref="HandDrivenCheck"/>.</summary>
internal sealed class HandDrivenRun(CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<HealthCheckResult> result = new();

    /// <summary>What the engine gave the check. Nothing heeds it unless the test does.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    public Task<HealthCheckResult> Result => result.Task;

    public void Return(HealthCheckResult value) => result.SetResult(value);

    public void ReturnHealthy() => Return(HealthCheckResult.Healthy());

    public void Throw(Exception exception) => result.SetException(exception);
}
