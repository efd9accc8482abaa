namespace HealthFunctions.Tests.Engine.Model;

/// <summary>All that can be seen of an engine at rest.</summary>
/// <param name="answers">What each call was answered.</param>
/// <param name="others">Anything else, line by line.</param>
internal sealed class Observation(IReadOnlyList<string> answers, IReadOnlyList<string> others)
{
    private readonly string[] _lines = [.. answers.Select((answer, call) => $"call {call}: {answer}"), .. others];

    /// <summary>What can be seen of the model's engine.</summary>
    public static Observation Of(EngineState state) => new(
    [.. state.Calls.Select(call => call.Answer ?? Answers.Waits)],
    [
        .. state.Stops.Select((stop, number) => Stop(number, stop.Done)),
        .. state.Checks.SelectMany((check, number) => Check(
            number,
            check.Runs.Where(run => run.BegunAt is not null).Select(run => run.Cancelled),
            check.Runs.Count(run => run.BegunAt is not null),
            state.Fresh(number),
            check.Hung,
            check.Hung,
            check.HungEnded,
            check.Lines)),
    ]);

    public static string Stop(int number, bool done) => $"stop {number}: {(done ? "done" : Answers.Waits)}";

    /// <summary>What can be seen of one check.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="begun">Of each run that has begun, whether its cancellation has fired.</param>
    /// <param name="started">Runs that have begun by the metric.</param>
    /// <param name="fresh">The result that may answer; null for none.</param>
    /// <param name="counted">Hung runs by the metric.</param>
    /// <param name="logged">Hung runs by the log.</param>
    /// <param name="ended">Hung runs that ended by the log.</param>
    /// <param name="changes">Lines of the log about its status, in whatever order.</param>
    public static IEnumerable<string> Check(
        int number, IEnumerable<bool> begun, int started, Verdict? fresh, int counted, int logged, int ended, IEnumerable<StatusLine> changes)
    {
        string name = EngineSetup.NameOf(number);
        yield return $"{name} may answer with: {fresh?.ToString() ?? "nothing"}";
        yield return $"runs of {name}: [{string.Join(", ", begun.Select(cancelled => cancelled ? "cancelled" : "left alone"))}], {started} counted";
        yield return $"hung runs of {name}: {counted} counted, {logged} logged, of which {ended} ended";
        foreach (string change in changes.Select(change => change.ToString()).Order(StringComparer.Ordinal))
        {
            yield return $"log of {name}: {change}";
        }
    }

    /// <summary>The lines of both that differ.</summary>
    public IEnumerable<(string Here, string There)> DifferencesTo(Observation other) =>
        from line in Enumerable.Range(0, Math.Max(_lines.Length, other._lines.Length))
        where At(line) != other.At(line)
        select (At(line), other.At(line));

    /// <summary>Whether this can still come of a state: an answer that was given does not change.</summary>
    public bool CanComeOf(EngineState state)
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
