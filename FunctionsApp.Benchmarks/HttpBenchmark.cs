using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FunctionsApp.Benchmarks;

/// <summary>Requests per second of <c>/_system/check</c> against bare Kestrel with the same bytes, by wrk, in turns.</summary>
internal static partial class HttpBenchmark
{
    private const int Rounds = 9;

    public static Task<IReadOnlyList<Row>> RunAsync()
    {
        using ServerProcess ours = ServerProcess.Start(Published.NativeApp, ServerProcess.PlainPort);
        using ServerProcess theirs = ServerProcess.Start(Published.NativeBare, ServerProcess.PlainPort);
        Load(ours);
        Load(theirs);
        List<(double Ours, double Theirs)> rounds = [];
        for (int i = 0; i < Rounds; i++)
        {
            // Who goes first changes, so that neither always follows the other's heat.
            (double first, double second) = i % 2 == 0 ? (Load(ours), Load(theirs)) : (Load(theirs), Load(ours));
            rounds.Add(i % 2 == 0 ? (first, second) : (second, first));
        }

        (double rate, double baseline) = (rounds.Select(round => round.Ours).Median(), rounds.Select(round => round.Theirs).Median());
        return Task.FromResult<IReadOnlyList<Row>>([new Row("HTTP: /_system/check", rate, baseline, "req/s", 0.95, MoreIsBetter: true)]);
    }

    private static double Load(ServerProcess server)
    {
        ProcessStartInfo start = new("wrk", ["-t1", "-c32", "-d2s", $"http://127.0.0.1:{server.Port}/_system/check"]) { RedirectStandardOutput = true };
        try
        {
            using Process wrk = Process.Start(start)!;
            string output = wrk.StandardOutput.ReadToEnd();
            return double.Parse(RequestsPerSecond.Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("The HTTP benchmark loads the servers with wrk: install it (apt-get install wrk).");
        }
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex RequestsPerSecond { get; }
}
