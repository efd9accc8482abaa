using HealthFunctions.Checks.Tests.Faults;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Conformance;

/// <summary>
/// States that a check keeps nothing of its runs: no handle, no thread, no memory. A check derives from it, in the collection
/// <see cref="AloneInProcess"/>.
/// </summary>
/// <param name="check">How the check is set up.</param>
public abstract class CheckLeaks(CheckConformance check)
{
    /// <summary>Gets the number of runs against the server.</summary>
    protected virtual int ServerProbes => LeakProbe.Probes;

    [Fact]
    public async Task Runs_against_a_healthy_server_leave_nothing_behind()
    {
        await check.Server.StartAsync();

        await LeaveNothingAsync(new Target(check.Server.Host, check.PortOf(check.Server, tls: false), check.PasswordOf(check.Server)), HealthStatus.Healthy, ServerProbes);
    }

    [Fact]
    public async Task Runs_that_are_refused_leave_nothing_behind()
    {
        await using FaultyEndpoint endpoint = FaultyEndpoint.Refused();

        await LeaveNothingAsync(new Target(endpoint.Host, endpoint.Port, Canary.Create()), HealthStatus.Unhealthy, LeakProbe.Probes);
    }

    [Fact]
    public async Task Runs_that_get_no_answer_of_the_protocol_leave_nothing_behind()
    {
        Assert.SkipWhen(check.WaitsForRestOfGarbage, "Each run would last until its timeout.");
        await using FaultyEndpoint endpoint = FaultyEndpoint.Garbage();

        await LeaveNothingAsync(new Target(endpoint.Host, endpoint.Port, Canary.Create()), HealthStatus.Unhealthy, LeakProbe.Probes / 10);
    }

    private Task LeaveNothingAsync(Target target, HealthStatus status, int probes) =>
        LeakProbe.LeavesNothingAsync(check.Add, check.Type, check.Settings(target), status, probes);
}
