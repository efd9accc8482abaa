using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Lists what can be observed of an engine that has settled, as lines of text. The two engines must give the same lines.</summary>
/// <param name="answers">The answer to each call.</param>
/// <param name="others">The other lines.</param>
internal sealed class Observation(IReadOnlyList<string> answers, IReadOnlyList<string> others)
{
    private readonly string[] _lines = [.. answers.Select((answer, call) => $"call {call}: {answer}"), .. others];

    /// <summary>Observes the reference engine.</summary>
    public static Observation Of(ReferenceEngine state) => new(
    [.. state.Calls.Select(call => call.Answer ?? AnswerText.Waiting)],
    [
        .. state.Stops.Select((stop, number) => Stop(number, stop.Done)),
        .. state.Checks.SelectMany((check, number) => Check(
            number,
            check.Runs.Where(run => run.CalledAt is not null).Select(run => run.Cancelled),
            check.Runs.Count(run => run.CalledAt is not null),
            state.FreshResult(number),
            check.Hung,
            check.Hung,
            check.LateEnded,
            check.StatusLog)),
    ]);

    public static string Stop(int number, bool done) => $"stop {number}: {(done ? "done" : AnswerText.Waiting)}";

    /// <summary>Describes one check.</summary>
    /// <param name="number">The number of the check.</param>
    /// <param name="begun">For each run whose code was called, whether its token was cancelled.</param>
    /// <param name="started">The number of runs, by the metric.</param>
    /// <param name="fresh">The fresh result; null for none.</param>
    /// <param name="counted">The number of hung runs, by the metric.</param>
    /// <param name="logged">The number of hung runs, by the log.</param>
    /// <param name="late">The number of runs that ended after their timeout, by the log.</param>
    /// <param name="changes">The log lines about changes of its status, in any order.</param>
    public static IEnumerable<string> Check(
        int number, IEnumerable<bool> begun, int started, Result? fresh, int counted, int logged, int late, IEnumerable<StatusLogLine> changes)
    {
        string name = EngineSetup.NameOf(number);
        yield return $"{name} has the fresh result: {fresh?.ToString() ?? "none"}";
        yield return $"runs of {name}: [{string.Join(", ", begun.Select(cancelled => cancelled ? "cancelled" : "not cancelled"))}], {started} counted";
        yield return $"hung runs of {name}: {counted} counted, {logged} logged; {late} ended late";
        foreach (string change in changes.Select(change => change.ToString()).Order(StringComparer.Ordinal))
        {
            yield return $"log of {name}: {change}";
        }
    }

    /// <summary>Returns the lines that differ.</summary>
    public IEnumerable<(string Here, string There)> DifferencesTo(Observation other) =>
        from line in Enumerable.Range(0, Math.Max(_lines.Length, other._lines.Length))
        where At(line) != other.At(line)
        select (At(line), other.At(line));

    /// <summary>Tells whether a state can still lead to this observation: a call that is answered in it has the same answer here.</summary>
    public bool CanComeFrom(ReferenceEngine state)
    {
        for (int call = 0; call < answers.Count; call++)
        {
            if (state.Calls[call].Answer is { } given && given != answers[call])
            {
                return false;
            }
        }

        return true;
    }

    private string At(int line) => line < _lines.Length ? _lines[line] : "nothing more";
}

/// <summary>Writes the answers of both engines as text, so that they can be compared.</summary>
internal static class AnswerText
{
    public const string Waiting = "waiting";

    public const string Cancelled = "cancelled";

    public static string Bare(HealthStatus status, TimeSpan? age) => $"{status}, age {age?.ToString() ?? "none"}";

    public static string Report(IEnumerable<string> entries, TimeSpan total) => $"{string.Join("; ", entries)} in {total}";

    public static string Entry(string check, HealthStatus status, string? reason, TimeSpan duration) =>
        $"{check} {status} {reason} after {duration}";

    public static string Code(HealthStatus? status) => status switch
    {
        null => "UNKNOWN",
        HealthStatus.Healthy => "OK",
        HealthStatus.Degraded => "WARNING",
        _ => "ERROR",
    };
}
