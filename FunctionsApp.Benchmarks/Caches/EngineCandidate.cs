using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks.Caches;

/// <summary>Our engine.</summary>
internal sealed class EngineCandidate : ICandidate
{
    private const string Name = "check";

    private readonly ServiceProvider services;
    private readonly Func<CancellationToken, ValueTask<HealthAnswer>> callAsync;

    public EngineCandidate(IHealthCheck check, Policy policy)
    {
        services = Apps.Ours(
            checks => checks.AddCheck(Name, check),
            ($"HealthChecks:{Name}:Timeout", $"{policy.Timeout}"),
            ($"HealthChecks:{Name}:MaxAge", $"{policy.MaxAge}"));
        HealthCheckEngine engine = services.GetRequiredService<HealthCheckEngine>();
        SharedCheck shared = engine.Check(Name);
        callAsync = token => engine.CheckAsync(shared, token);
    }

    public ValueTask<CandidateAnswer> CallAsync(CancellationToken cancellationToken)
    {
        ValueTask<HealthAnswer> answer = callAsync(cancellationToken);
        return answer.IsCompletedSuccessfully ? ValueTask.FromResult(Answer(answer.Result)) : AwaitAsync(answer);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static async ValueTask<CandidateAnswer> AwaitAsync(ValueTask<HealthAnswer> answer) => Answer(await answer);

    private static CandidateAnswer Answer(HealthAnswer answer) => new(answer.Status == HealthStatus.Healthy, answer.Age ?? TimeSpan.Zero);
}
