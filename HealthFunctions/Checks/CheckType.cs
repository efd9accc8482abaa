using HealthFunctions.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>A built-in check that settings can describe: <c>HealthChecks__&lt;name&gt;__Type</c> names it.</summary>
internal abstract class CheckType
{
    /// <summary>The value of <c>Type</c>, compared without case.</summary>
    public abstract string Name { get; }

    /// <summary>Reads the type's own settings and adds what the check needs to the services.</summary>
    /// <returns>Makes the check for one run.</returns>
    public abstract Func<IServiceProvider, IHealthCheck> Add(IServiceCollection services, string checkName, SettingsSection section);
}
