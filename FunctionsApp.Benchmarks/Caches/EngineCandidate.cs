using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks.Caches;

/// <summary>Our engine.</summary>
internal sealed class EngineCandidate : ICandidate
{
    private const string Name = "check";

    private readonly ServiceProvider _services;
    private readonly Func<CancellationToken, ValueTask<AggregateResult>> _callAsync;

    public EngineCandidate(IHealthCheck check, Policy policy)
    {
        _services = Apps.Ours(
            checks => checks.AddCheck(Name, check),
            ("HealthFunctions:Deadline", $"{policy.Timeout}"),
            ($"HealthChecks:{Name}:Timeout", $"{policy.Timeout}"),
            ($"HealthChecks:{Name}:MaxAge", $"{policy.MaxAge}"));
        HealthCheckEngine engine = _services.GetRequiredService<HealthCheckEngine>();
        SharedCheck shared = engine.Check(Name);
        _callAsync = token => engine.CheckAsync(shared, token);
    }

    public ValueTask<CandidateAnswer> CallAsync(CancellationToken cancellationToken)
    {
        ValueTask<AggregateResult> answer = _callAsync(cancellationToken);
        return answer.IsCompletedSuccessfully ? ValueTask.FromResult(Answer(answer.Result)) : AwaitAsync(answer);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static async ValueTask<CandidateAnswer> AwaitAsync(ValueTask<AggregateResult> answer) => Answer(await answer);

    private static CandidateAnswer Answer(AggregateResult answer) => new(answer.Status == HealthStatus.Healthy, answer.Age ?? TimeSpan.Zero);
}
