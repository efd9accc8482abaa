using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks.Caches;

/// <summary>What the contract promises of one check, each as a thing that can be tried.</summary>
/// <param name="make">Makes the candidate around a check.</param>
internal sealed class Promises(Func<IHealthCheck, Policy, ICandidate> make)
{
    private const int Callers = 1_000;
    private static readonly Policy Usual = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(300));
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(50);

    public IReadOnlyList<(string Promise, Func<Task<Finding>> TryAsync)> All =>
    [
        ("1,000 callers at once: one run", () => StormAsync(Usual.MaxAge)),
        ("the same with a MaxAge of zero", () => StormAsync(TimeSpan.Zero)),
        ("callers who come as a run ends start no other", EndOfRunAsync),
        ("a failure is shared like a success", FailureAsync),
        ("nothing older than MaxAge", ExpiryAsync),
        ("whoever joins a run that hangs is answered by its deadline", DeadlineAsync),
        ("a run that hangs is not repeated", RepetitionAsync),
        ("who asks while it hangs is answered at once", AtOnceAsync),
        ("a run that missed its deadline is ERROR for good", LateResultAsync),
        ("32 checks that block their threads delay no other", BlockingAsync),
        ("a caller who hangs up takes nothing from those who stay", HangUpAsync),
        ("a run that all have left goes on for the next", AllLeftAsync),
    ];

    private async Task<Finding> StormAsync(TimeSpan maxAge)
    {
        (DelegateCheck check, TaskCompletionSource end) = Hanging();
        await using ICandidate candidate = make(check, new Policy(TimeSpan.FromSeconds(10), maxAge));
        Task<CandidateAnswer>[] calls = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(candidate)))];
        await Task.Delay(Tolerance, TimeProvider.System);
        end.SetResult();
        await Task.WhenAll(calls);
        return new Finding(check.Runs == 1, Runs(check));
    }

    private async Task<Finding> EndOfRunAsync()
    {
        const int rounds = 10_000;
        int runs = 0;
        for (int round = 0; round < rounds; round++)
        {
            DelegateCheck check = new(() => Task.CompletedTask);
            await using ICandidate candidate = make(check, new Policy(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                for (int call = 0; call < 16; call++)
                {
                    await CallAsync(candidate);
                }
            })));
            runs += check.Runs;
        }

        return new Finding(runs == rounds, string.Create(CultureInfo.InvariantCulture, $"{runs - rounds} runs too many in {rounds:N0}"));
    }

    private async Task<Finding> FailureAsync()
    {
        DelegateCheck check = new(() => throw new InvalidOperationException());
        await using ICandidate candidate = make(check, Usual);
        await CallAsync(candidate);
        CandidateAnswer second = await CallAsync(candidate);
        return new Finding(check.Runs == 1 && !second.Healthy, Runs(check));
    }

    private async Task<Finding> ExpiryAsync()
    {
        DelegateCheck check = new(() => Task.CompletedTask);
        await using ICandidate candidate = make(check, Usual);
        double oldest = 0;
        for (long began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < 5 * Usual.MaxAge;)
        {
            CandidateAnswer answer = await CallAsync(candidate);
            oldest = Math.Max(oldest, answer.Age.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        return new Finding(oldest < Usual.MaxAge.TotalMilliseconds, $"oldest {Milliseconds(oldest)}");
    }

    private async Task<Finding> DeadlineAsync()
    {
        (DelegateCheck check, TaskCompletionSource end) = Hanging();
        await using ICandidate candidate = make(check, Usual);
        long began = Stopwatch.GetTimestamp();
        Task<CandidateAnswer> first = CallAsync(candidate);
        await Task.Delay(Usual.Timeout / 2, TimeProvider.System);
        await Task.WhenAll(first, CallAsync(candidate), CallAsync(candidate));
        double last = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        end.SetResult();
        return new Finding(last < (Usual.Timeout + Tolerance).TotalMilliseconds, $"the last after {Milliseconds(last)} of {Milliseconds(Usual.Timeout.TotalMilliseconds)}");
    }

    private async Task<Finding> RepetitionAsync()
    {
        (DelegateCheck check, TaskCompletionSource end) = Hanging();
        await using ICandidate candidate = make(check, Usual);
        for (int i = 0; i < 5; i++)
        {
            await CallAsync(candidate);
        }

        Finding finding = new(check.Runs == 1, $"{Runs(check)} for 5 calls");
        end.SetResult();
        return finding;
    }

    private async Task<Finding> AtOnceAsync()
    {
        (DelegateCheck check, TaskCompletionSource end) = Hanging();
        await using ICandidate candidate = make(check, Usual);
        await CallAsync(candidate);
        long began = Stopwatch.GetTimestamp();
        await CallAsync(candidate);
        double waited = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        end.SetResult();
        return new Finding(waited < Tolerance.TotalMilliseconds, $"after {Milliseconds(waited)}");
    }

    private async Task<Finding> LateResultAsync()
    {
        (DelegateCheck check, TaskCompletionSource end) = Hanging();
        await using ICandidate candidate = make(check, Usual);
        await CallAsync(candidate);
        end.SetResult();
        await Task.Delay(Tolerance, TimeProvider.System);
        CandidateAnswer late = await CallAsync(candidate);
        return new Finding(!late.Healthy && check.Runs == 1, $"{(late.Healthy ? "a late OK" : "ERROR")}, {Runs(check)}");
    }

    private async Task<Finding> BlockingAsync()
    {
        const int blocking = 32;
        TimeSpan timeLimit = TimeSpan.FromSeconds(2);
        using ManualResetEventSlim end = new();
        List<ICandidate> blocked = [.. Enumerable.Range(0, blocking).Select(_ => make(
            new DelegateCheck(() =>
            {
                end.Wait();
                return Task.CompletedTask;
            }),
            new Policy(TimeSpan.FromMinutes(1), Usual.MaxAge)))];
        await using ICandidate other = make(new DelegateCheck(() => Task.CompletedTask), Usual with { Timeout = TimeSpan.FromMinutes(1) });

        // From a thread of its own, which is there however many of the pool's are not.
        (TimeSpan answered, Task all) = await Task.Factory.StartNew(
            () =>
            {
                Task[] calls = [.. blocked.Select(candidate => CallAsync(candidate))];
                long began = Stopwatch.GetTimestamp();
                Task call = CallAsync(other);
                using ManualResetEventSlim waiting = new();
                while (!call.IsCompleted && Stopwatch.GetElapsedTime(began) < timeLimit)
                {
                    waiting.Wait(TimeSpan.FromMilliseconds(1));
                }

                TimeSpan after = Stopwatch.GetElapsedTime(began);
                end.Set();
                return (after, Task.WhenAll([.. calls, call]));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await all;
        foreach (ICandidate candidate in blocked)
        {
            await candidate.DisposeAsync();
        }

        return new Finding(answered < Tolerance, answered < timeLimit ? $"after {Milliseconds(answered.TotalMilliseconds)}" : "not in 2 s");
    }

    private async Task<Finding> HangUpAsync()
    {
        (DelegateCheck check, TaskCompletionSource end) = ObeyingItsToken();
        await using ICandidate candidate = make(check, new Policy(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)));
        using CancellationTokenSource caller = new();
        Task<CandidateAnswer> goes = CallAsync(candidate, caller.Token);
        await Task.Delay(Tolerance, TimeProvider.System);
        Task<CandidateAnswer> stays = CallAsync(candidate);
        await Task.Delay(Tolerance, TimeProvider.System);
        await caller.CancelAsync();
        await Task.WhenAny(goes);
        await Task.Delay(Tolerance, TimeProvider.System);
        end.SetResult();
        CandidateAnswer answer = await stays;
        return new Finding(answer.Healthy && check.Runs == 1, $"{(answer.Healthy ? "OK" : "a false ERROR")}, {Runs(check)}");
    }

    private async Task<Finding> AllLeftAsync()
    {
        (DelegateCheck check, TaskCompletionSource end) = ObeyingItsToken();
        await using ICandidate candidate = make(check, new Policy(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)));
        using CancellationTokenSource caller = new();
        Task<CandidateAnswer> goes = CallAsync(candidate, caller.Token);
        await Task.Delay(Tolerance, TimeProvider.System);
        await caller.CancelAsync();
        await Task.WhenAny(goes);
        await Task.Delay(Tolerance, TimeProvider.System);
        end.SetResult();
        await Task.Delay(Tolerance, TimeProvider.System);
        CandidateAnswer next = await CallAsync(candidate);
        return new Finding(next.Healthy && check.Runs == 1, $"{(next.Healthy ? "OK" : "a false ERROR")}, {Runs(check)}");
    }

    /// <summary>A check that ignores its token, and ends when told.</summary>
    private static (DelegateCheck Check, TaskCompletionSource End) Hanging()
    {
        TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return (new DelegateCheck(() => end.Task), end);
    }

    /// <summary>A check that ends when its token is cancelled.</summary>
    private static (DelegateCheck Check, TaskCompletionSource End) ObeyingItsToken()
    {
        TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return (new DelegateCheck(token => end.Task.WaitAsync(token)), end);
    }

    private static Task<CandidateAnswer> CallAsync(ICandidate candidate, CancellationToken _cancellationToken = default) =>
        candidate.CallAsync(_cancellationToken).AsTask();

    private static string Runs(DelegateCheck check) => check.Runs == 1 ? "1 run" : $"{check.Runs} runs";

    private static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.#} ms");
}
