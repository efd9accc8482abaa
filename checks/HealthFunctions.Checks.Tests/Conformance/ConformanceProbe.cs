using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Conformance;

/// <summary>Runs one check of settings in an engine on a fake clock, and takes down everything that anybody could see of it.</summary>
internal sealed class ConformanceProbe : IAsyncDisposable
{
    private const string Name = "probed";

    private readonly Witness _witness = new();
    private readonly EngineUnderTest _engine;
    private readonly List<string> _answers = [];

    /// <param name="add">Adds the type.</param>
    /// <param name="type">The type.</param>
    /// <param name="settings">The settings of the check.</param>
    public ConformanceProbe(Action<IHealthChecksBuilder> add, string type, IEnumerable<(string Key, string Value)> settings) => _engine = new(
        add,
        [($"HealthChecks__{Name}__Type", type), .. settings.Select(setting => ($"HealthChecks__{Name}__{setting.Key}", setting.Value))]);

    /// <summary>Runs the check, which ends by itself.</summary>
    /// <param name="reason">The reason that it must give for its ERROR; null for OK.</param>
    public async Task RunAsync(HealthReason? reason)
    {
        // The last result is fresh no more.
        _engine.Clock.Move(TimeSpan.FromSeconds(1));
        CheckResult result = await _engine.GetOrStartRunAsync(Name);
        Assert.True(
            (result.Status, result.Outcome.Reason) == (reason is null ? HealthStatus.Healthy : HealthStatus.Unhealthy, reason),
            $"Expected {reason}, got {result.Status} {result.Outcome.Reason} {result.Outcome.Description} {result.Outcome.Exception}");
        await _engine.CleanedUpAsync(Name);
        await TakeDownAsync();
    }

    /// <summary>Runs the check against something that never answers, and lets its timeout come.</summary>
    /// <param name="reached">Waits until the check is in the middle of it.</param>
    /// <returns>Once the run itself has ended, by its token: its reason.</returns>
    public async Task<HealthReason?> RunIntoTimeoutAsync(Func<Task> reached)
    {
        Task<CheckResult> run = _engine.GetOrStartRunAsync(Name);
        await reached();
        Assert.False(run.IsCompleted, "The run has ended before its timeout.");
        _engine.Clock.Move(TimeSpan.FromSeconds(5));
        CheckResult result = await run;
        // The clock stands still: a run that goes on is one that its token does not end.
        await _engine.CleanedUpAsync(Name);
        await TakeDownAsync();
        return result.Outcome.Reason;
    }

    /// <summary>Fails where a secret is to be found in an answer, a log line, a metric or a trace, or anything but the code in an answer.</summary>
    public void AssertTellsNothing(params IEnumerable<string> secrets)
    {
        Assert.All(_answers, answer => Assert.Matches("""^(\{"code":"OK","ok":true\}|\{"code":"(WARNING|ERROR)","error":true\})$""", answer));
        string[] told =
        [
            .. _engine.Log.GetSnapshot().Select(line => $"{line.Message} {line.Exception}"),
            .. _engine.Log.GetSnapshot().SelectMany(line => line.StructuredState ?? []).Select(item => $"{item.Key}={item.Value}"),
            .. _witness.Words,
        ];
        Assert.NotEmpty(told);
        Assert.All(secrets, secret => Assert.DoesNotContain(told, word => word.Contains(secret, StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _witness.Dispose();
    }

    /// <summary>Asks the endpoint for the result, which is fresh as the clock stands still.</summary>
    private async Task TakeDownAsync()
    {
        HealthResponse response = await _engine.GetAsync($"/_system/check/{Name}");
        _answers.Add(System.Text.Encoding.UTF8.GetString(response.Body.Span));
    }
}
