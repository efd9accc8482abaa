using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>Tells the limit of a run to clients whose work no token ends.</summary>
internal static class RunLimit
{
    /// <summary>The limit of a run that has none of its own, as the endpoint has it.</summary>
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(5);

    /// <summary>Returns the limit of a run in whole seconds, rounded up: clients of databases count in those.</summary>
    public static int SecondsOf(HealthCheckContext context)
    {
        TimeSpan timeout = context.Registration.Timeout;
        return (int)Math.Ceiling((timeout == Timeout.InfiniteTimeSpan ? Default : timeout).TotalSeconds);
    }
}
