using HealthFunctions.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Checks;

/// <summary>Finds the clock of the built-in checks: that of the engine, where there is one.</summary>
internal static class CheckClock
{
    public static TimeProvider GetClock(this IServiceProvider services) =>
        services.GetService<IOptions<HealthFunctionsOptions>>()?.Value.TimeProvider ?? TimeProvider.System;
}
