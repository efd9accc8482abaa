using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FunctionsApp.Benchmarks;

/// <summary>A load from a process of its own, by wrk.</summary>
internal static partial class Wrk
{
    public static (double RequestsPerSecond, double P99Milliseconds) Run(Uri url, int connections, int seconds)
    {
        ProcessStartInfo start = new("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", $"{url}"]) { RedirectStandardOutput = true };
        try
        {
            using Process wrk = Process.Start(start)!;
            string output = wrk.StandardOutput.ReadToEnd();
            Match p99 = P99.Match(output);
            double scale = p99.Groups[2].Value switch
            {
                "us" => 0.001,
                "ms" => 1,
                _ => 1000,
            };
            return (Number(RequestsPerSecond.Match(output).Groups[1]), Number(p99.Groups[1]) * scale);
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("The benchmarks load servers with wrk: install it (apt-get install wrk).");
        }
    }

    private static double Number(Group text) => double.Parse(text.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex RequestsPerSecond { get; }

    [GeneratedRegex(@"99%\s+([0-9.]+)(us|ms|s)")]
    private static partial Regex P99 { get; }
}
