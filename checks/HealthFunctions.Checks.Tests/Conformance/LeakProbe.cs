using System.Globalization;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Conformance;

/// <summary>Runs a check many times, and looks at what the process then has more than before.</summary>
/// <remarks><c>HEALTHFUNCTIONS_PROBES</c> is the number of runs, 1,000 by default.</remarks>
internal static class LeakProbe
{
    private const int MoreHandles = 8;
    private const int MoreThreads = 16;
    private const long MoreBytes = 1024 * 1024;

    private static readonly TimeSpan LongestProbe = TimeSpan.FromMilliseconds(300);

    public static int Probes { get; } = int.Parse(Environment.GetEnvironmentVariable("HEALTHFUNCTIONS_PROBES") ?? "1000", CultureInfo.InvariantCulture);

    /// <summary>Fails where the runs leave a handle, a thread or memory behind.</summary>
    /// <param name="add">Adds the type.</param>
    /// <param name="type">The type.</param>
    /// <param name="settings">The settings of the check.</param>
    /// <param name="status">The status of each run.</param>
    /// <param name="probes">The number of runs.</param>
    public static async Task LeavesNothingAsync(
        Action<IHealthChecksBuilder> add, string type, IEnumerable<(string Key, string Value)> settings, HealthStatus status, int probes)
    {
        TestWatchdog.Extend(probes * LongestProbe);
        ServiceCollection services = new();
        services.AddLogging();
        add(services.AddSettings(
        [
            ("HealthChecks__probed__Type", type), ("HealthChecks__probed__MaxAge", "0s"),
            .. settings.Select(setting => ($"HealthChecks__probed__{setting.Key}", (string?)setting.Value)),
        ]).AddHealthFunctions());
        await using ServiceProvider provider = services.BuildServiceProvider();
        HealthCheckService service = provider.GetRequiredService<HealthCheckService>();
        await ProbeAsync(probes / 10);
        (int Handles, int Threads, long Bytes) before = Measure();

        await ProbeAsync(probes);

        // What the last runs have closed is closed a moment later.
        await Eventually.TrueAsync(() => Measure() is { } now
            && now.Handles <= before.Handles + MoreHandles
            && now.Threads <= before.Threads + MoreThreads
            && now.Bytes <= before.Bytes + MoreBytes);

        async Task ProbeAsync(int count)
        {
            for (int i = 0; i < count; i++)
            {
                HealthReport report = await service.CheckHealthAsync(TestContext.Current.CancellationToken);
                Assert.Equal(status, report.Status);
            }
        }
    }

    private static (int Handles, int Threads, long Bytes) Measure() => (
        Directory.GetFiles("/proc/self/fd").Length, Directory.GetDirectories("/proc/self/task").Length, GC.GetTotalMemory(forceFullCollection: true));
}
