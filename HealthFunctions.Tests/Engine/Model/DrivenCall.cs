using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Testing;
using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>A caller of the engine: keeps the answer, and can hang up.</summary>
internal sealed class DrivenCall(EngineUnderTest engine, Operation.Call call) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private string _answer = Answers.Waits;

    public string Answer => Volatile.Read(ref _answer);

    public void Start() => _ = AwaitAsync();

    public void HangUp() => _cancellation.Cancel();

    public void Dispose() => _cancellation.Dispose();

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It is no answer of the model's, so the difference tells it.")]
    private async Task AwaitAsync()
    {
        try
        {
            Volatile.Write(ref _answer, await AskAsync(_cancellation.Token));
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            Volatile.Write(ref _answer, Answers.Gone);
        }
        catch (Exception exception)
        {
            Volatile.Write(ref _answer, exception.ToString());
        }
    }

    private async Task<string> AskAsync(CancellationToken token)
    {
        switch (call.Kind)
        {
            case CallKind.Check:
                AggregateResult one = await engine.CallAsync(call.Name, token);
                return Answers.Bare(one.Status, one.Age);
            case CallKind.Group:
                AggregateResult group = await engine.CallGroupAsync(call.Name, token);
                return Answers.Bare(group.Status, group.Age);
            case CallKind.Report:
                HashSet<string> chosen = [.. call.Checks.Select(EngineSetup.NameOf)];
                HealthReport report = await engine.Service.CheckHealthAsync(check => chosen.Contains(check.Name), token);
                return Answers.Report(
                    report.Entries.Select(entry => Answers.Entry(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Duration)),
                    report.TotalDuration);
            default:
                return Verdict.Of(await engine.GetOrStartRunAsync(call.Name), engine.Clock.Start).ToString();
        }
    }
}
