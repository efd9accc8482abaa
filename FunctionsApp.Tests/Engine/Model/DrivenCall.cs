using System.Diagnostics.CodeAnalysis;
using FunctionsApp.Tests.Support;
using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Tests.Engine.Model;

/// <summary>A caller of the engine: keeps the answer, and can hang up.</summary>
internal sealed class DrivenCall(EngineUnderTest engine, Operation.Call call) : IDisposable
{
    private readonly CancellationTokenSource cancellation = new();
    private string answer = Answers.Waits;

    public string Answer => Volatile.Read(ref answer);

    public void Start() => _ = AwaitAsync();

    public void HangUp() => cancellation.Cancel();

    public void Dispose() => cancellation.Dispose();

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It is no answer of the model's, so the difference tells it.")]
    private async Task AwaitAsync()
    {
        try
        {
            Volatile.Write(ref answer, await AskAsync(cancellation.Token));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Volatile.Write(ref answer, Answers.Gone);
        }
        catch (Exception exception)
        {
            Volatile.Write(ref answer, exception.ToString());
        }
    }

    private async Task<string> AskAsync(CancellationToken token)
    {
        switch (call.Kind)
        {
            case CallKind.Check:
                HealthAnswer one = await engine.CallAsync(call.Name, token);
                return Answers.Bare(one.Status, one.Age);
            case CallKind.Group:
                HealthAnswer group = await engine.CallGroupAsync(call.Name, token);
                return Answers.Bare(group.Status, group.Age);
            case CallKind.Report:
                HashSet<string> chosen = [.. call.Checks.Select(EngineSetup.NameOf)];
                HealthReport report = await engine.Service.CheckHealthAsync(check => chosen.Contains(check.Name), token);
                return Answers.Report(
                    report.Entries.Select(entry => Answers.Entry(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Duration)),
                    report.TotalDuration);
            default:
                return Verdict.Of(await engine.JoinAsync(call.Name), engine.Clock.Start).ToString();
        }
    }
}
