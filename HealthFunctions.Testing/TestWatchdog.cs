using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Diagnostics.NETCore.Client;
using Xunit.Sdk;
using Xunit.v3;

namespace HealthFunctions.Testing;

/// <summary>
/// Ends the test process when a test exceeds its time limit, names the test, and leaves a dump of the process in
/// <c>TestResults</c> beside the tests.
/// </summary>
/// <remarks>
/// It works in the process itself, so that a test that hangs ends however the tests were started: by <c>dotnet test</c>, by
/// an IDE, or by a tool that runs them for each mutant. It has a thread of its own, because a hang may take every thread of
/// the pool.
/// </remarks>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable", Justification = "The thread may still wait for the source when it stops.")]
public sealed class TestWatchdog : ITestPipelineStartup
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, RunningTest> Running = [];
    private static long _lastProgress;

    private readonly CancellationTokenSource _stop = new();

    /// <inheritdoc/>
    public ValueTask StartAsync(IMessageSink diagnosticMessageSink)
    {
        MarkProgress();
        new Thread(Watch) { IsBackground = true, Name = nameof(TestWatchdog) }.Start();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask StopAsync() => await _stop.CancelAsync();

    /// <summary>Gives the current test more time.</summary>
    /// <param name="time">The time to add to its limit.</param>
    internal static void Extend(TimeSpan time)
    {
        lock (Gate)
        {
            if (TestContext.Current.Test is { } test && Running.TryGetValue(test.UniqueID, out RunningTest? running))
            {
                running.Limit += time;
            }
        }
    }

    internal static void TestStarted(string id, string name)
    {
        lock (Gate)
        {
            Running[id] = new RunningTest(name, Stopwatch.GetTimestamp());
        }
    }

    internal static void TestEnded(string id)
    {
        lock (Gate)
        {
            Running.Remove(id);
        }

        MarkProgress();
    }

    private static void MarkProgress() => Volatile.Write(ref _lastProgress, Stopwatch.GetTimestamp());

    private void Watch()
    {
        while (!_stop.Token.WaitHandle.WaitOne(Interval))
        {
            if (!Debugger.IsAttached && FindHang() is { } hang)
            {
                EndProcess(hang);
            }
        }
    }

    private static string? FindHang()
    {
        lock (Gate)
        {
            RunningTest[] late = [.. Running.Values.Where(test => Stopwatch.GetElapsedTime(test.StartedAt) > test.Limit)];
            if (late.Length > 0)
            {
                return $"Tests that exceeded their time limit: {string.Join(", ", late.Select(test => $"{test.Name} ({test.Limit})"))}.";
            }

            // A constructor or a fixture hangs, which belongs to no running test.
            return Running.Count == 0 && Stopwatch.GetElapsedTime(Volatile.Read(ref _lastProgress)) > Limit
                ? $"No test has run for {Limit}: a constructor, a fixture or the disposal of one hangs."
                : null;
        }
    }

    [DoesNotReturn]
    private static void EndProcess(string hang) => Environment.FailFast($"{hang} {WriteDump()}");

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Without a dump the process must end all the same.")]
    private static string WriteDump()
    {
        try
        {
            string directory = Path.Combine(AppContext.BaseDirectory, "TestResults");
            string path = Path.Combine(directory, $"hang-{Environment.ProcessId}.dmp");
            Directory.CreateDirectory(directory);
            // With the heap: what an asynchronous method waits for is there, and on no stack.
            new DiagnosticsClient(Environment.ProcessId).WriteDump(DumpType.WithHeap, path);
            return $"Dump: {path}.";
        }
        catch (Exception exception)
        {
            return $"No dump: {exception.Message}";
        }
    }

    private sealed class RunningTest(string name, long startedAt)
    {
        public string Name { get; } = name;

        public long StartedAt { get; } = startedAt;

        public TimeSpan Limit { get; set; } = TestWatchdog.Limit;
    }
}
