using System.Diagnostics;
using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks;

/// <summary>A million calls, half of whose callers hang up midway: what the process holds in the end, against the start.</summary>
internal static class SoakBenchmark
{
    private const int WarmUps = 100;
    private const int Rounds = 1_000;
    private const int Callers = 1_000;
    private const string Name = "check";

    /// <summary>The thread pool lets a thread go that has been idle for 20 s.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(25);

    public static async Task<IReadOnlyList<Row>> RunAsync()
    {
        TaskCompletionSource end = new();
        await using ServiceProvider services = Apps.Ours(
            checks => checks.AddCheck(Name, new DelegateCheck(() => Volatile.Read(ref end).Task)), ($"HealthChecks:{Name}:MaxAge", "00:00:00"));
        HealthCheckEngine engine = services.GetRequiredService<HealthCheckEngine>();
        SharedCheck check = engine.Check(Name);

        Held start = default;
        for (int round = -WarmUps; round < Rounds; round++)
        {
            if (round == 0)
            {
                start = await Held.SettledAsync(Settling);
            }

            await CallAsync(engine, check, end);
            Volatile.Write(ref end, new TaskCompletionSource());
        }

        Held left = await Held.SettledAsync(Settling);
        return
        [
            new Row("soak, 1,000,000 calls: managed heap, end against start", left.HeapBytes / 1024.0, start.HeapBytes / 1024.0, "KB", 1.05),
            new Row("soak, 1,000,000 calls: handles, end against start", left.Handles, start.Handles, "handles", 1.05),
            new Row("soak, 1,000,000 calls: threads, end against start", left.Threads, start.Threads, "threads", 1.05),
        ];
    }

    private static async Task CallAsync(HealthCheckEngine engine, SharedCheck check, TaskCompletionSource end)
    {
        using CancellationTokenSource hangUp = new();
        List<Task> calls = new(Callers);
        for (int i = 0; i < Callers; i++)
        {
            calls.Add(engine.CheckAsync(check, i % 2 == 0 ? hangUp.Token : CancellationToken.None).AsTask());
        }

        await hangUp.CancelAsync();
        end.SetResult();
        await Task.WhenAll(calls).ContinueWith(static _ => { }, TaskScheduler.Default);
        if (calls.Count(call => call.IsCanceled) != Callers / 2 || calls.Count(call => call.IsCompletedSuccessfully) != Callers / 2)
        {
            throw new InvalidOperationException("A caller who stayed got no answer, or one who left got one.");
        }
    }

    /// <summary>What the process holds.</summary>
    private readonly record struct Held(long HeapBytes, int Handles, int Threads)
    {
        /// <summary>Once idle threads have gone and garbage is collected.</summary>
        public static async Task<Held> SettledAsync(TimeSpan settling)
        {
            await Task.Delay(settling, TimeProvider.System);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using Process self = Process.GetCurrentProcess();
            return new Held(GC.GetTotalMemory(forceFullCollection: true), self.HandleCount, self.Threads.Count);
        }
    }
}
