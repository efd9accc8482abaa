using System.Globalization;
using HealthFunctions.Checks.Tests.Faults;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Conformance;

/// <summary>
/// States that a check keeps nothing of its runs: no handle, no thread, no memory. A check derives from it, in the collection
/// <see cref="AloneInProcess"/>.
/// </summary>
/// <remarks><c>HEALTHFUNCTIONS_PROBES</c> is the number of runs, 1,000 by default.</remarks>
/// <param name="check">How the check is set up.</param>
public abstract class CheckLeaks(CheckConformance check)
{
    private const int MoreHandles = 8;
    private const int MoreThreads = 16;
    private const long MoreBytes = 1024 * 1024;

    private static readonly int Probes = int.Parse(
        Environment.GetEnvironmentVariable("HEALTHFUNCTIONS_PROBES") ?? "1000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Runs_against_a_healthy_server_leave_nothing_behind()
    {
        await check.Server.StartAsync();

        await LeaveNothingAsync(new Target(check.Server.Host, check.PortOf(check.Server, tls: false), check.PasswordOf(check.Server)), HealthStatus.Healthy, Probes);
    }

    [Fact]
    public async Task Runs_that_are_refused_leave_nothing_behind()
    {
        await using FaultyEndpoint endpoint = FaultyEndpoint.Refused();

        await LeaveNothingAsync(new Target(endpoint.Host, endpoint.Port, Canary.Create()), HealthStatus.Unhealthy, Probes);
    }

    [Fact]
    public async Task Runs_that_get_no_answer_of_the_protocol_leave_nothing_behind()
    {
        Assert.SkipWhen(check.WaitsForRestOfGarbage, "Each run would last until its timeout.");
        await using FaultyEndpoint endpoint = FaultyEndpoint.Garbage();

        await LeaveNothingAsync(new Target(endpoint.Host, endpoint.Port, Canary.Create()), HealthStatus.Unhealthy, Probes / 10);
    }

    private async Task LeaveNothingAsync(Target target, HealthStatus status, int probes)
    {
        ServiceCollection services = new();
        services.AddLogging();
        check.Add(services.AddSettings(
        [
            ("HealthChecks__probed__Type", check.Type), ("HealthChecks__probed__MaxAge", "0s"),
            .. check.Settings(target).Select(setting => ($"HealthChecks__probed__{setting.Key}", (string?)setting.Value)),
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
