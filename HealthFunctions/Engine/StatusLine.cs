using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using HealthFunctions.Health;
using HealthFunctions.Telemetry;

namespace HealthFunctions.Engine;

/// <summary>Is the state of the log line of a change of status: values for programs, one readable line for people.</summary>
internal sealed class StatusLine : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>Limits the text of a message, so that a line stays one.</summary>
    private const int LongestMessage = 500;

    private readonly KeyValuePair<string, object?>[] _values;
    private readonly string _text;

    /// <param name="check">The name of the check.</param>
    /// <param name="change">The change of its status.</param>
    /// <param name="result">The result that made it.</param>
    public StatusLine(string check, StatusChange change, CheckResult result)
    {
        Outcome outcome = result.Outcome;
        string from = change.From is { } known ? HealthCode.Of(known) : "UNKNOWN";
        string to = HealthCode.Of(change.To);
        string reason = outcome.ReasonCode ?? "CHECK";
        string? description = OneLine(outcome.Description);
        string? cause = Cause(outcome.Exception, outcome.Description);
        string? properties = outcome.Properties.IsEmpty ? null : OneLine(Encoding.UTF8.GetString(outcome.Properties.Span));
        _values =
        [
            new("Check", check), new("From", from), new("To", to), new("After", change.After), new("Reason", reason), new("Description", description),
            new("Cause", cause), new("AdditionalProperties", properties), new("Duration", result.Duration), new("FailuresInRow", result.FailuresInRow),
        ];

        StringBuilder text = new($"Health check {OneLine(check)}");
        text.Append(change.From is null
            ? $", first result: {to}."
            : string.Create(CultureInfo.InvariantCulture, $" went from {from} to {to} after {change.After}."));
        text.Append(CultureInfo.InvariantCulture, $" Reason: {reason}");
        foreach (string? detail in (string?[])[description, cause, properties])
        {
            if (detail is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"; {detail}");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $" (run took {result.Duration}");
        if (result.FailuresInRow > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", failures in a row: {result.FailuresInRow}");
        }

        _text = text.Append(')').ToString();
    }

    public int Count => _values.Length;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

    public override string ToString() => _text;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Tells an exception by its type and message, and by those of its innermost cause.</summary>
    private static string? Cause(Exception? exception, string? told)
    {
        if (exception is null)
        {
            return null;
        }

        Exception innermost = exception;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        // The message of a health exception is the description already.
        string? outer = exception is HealthCheckException verdict && verdict.Message == told ? null : Tell(exception);
        return (outer, innermost == exception) switch
        {
            (_, true) => outer,
            (null, false) => $"caused by {Tell(innermost)}",
            _ => $"{outer}, caused by {Tell(innermost)}",
        };
    }

    private static string Tell(Exception exception)
    {
        string type = exception.GetType().Name;
        return Message(exception) is { } message ? $"{type}: {message}" : type;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The message is code of the app, and may throw anything.")]
    private static string? Message(Exception exception)
    {
        try
        {
            // Its message is made of those of all its causes, however deep they are: the innermost is told anyway.
            return exception is AggregateException ? null : OneLine(exception.Message);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static string? OneLine(string? text) => text is null ? null : SingleLine.Of(text, LongestMessage);
}
