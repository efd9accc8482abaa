using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>
/// Defines a type of health check that settings can name: <c>HealthChecks__&lt;name&gt;__Type</c>. Derive from it, or from
/// <see cref="HealthCheckType{TOptions}"/> where the check can be registered in code too, and register the type with
/// <c>services.AddHealthFunctions().AddCheckType(…)</c>.
/// </summary>
public abstract class HealthCheckType
{
    /// <summary>Gets the value of <c>Type</c> that selects this type.</summary>
    /// <value>Compared without case; unique among the registered types.</value>
    public abstract string Name { get; }

    /// <summary>
    /// Reads the settings of one check, once, when the host starts. Report what is wrong with
    /// <see cref="SettingsSection.Reject"/> and go on: the start then fails with all errors at once.
    /// </summary>
    /// <param name="settings">
    /// The section <c>HealthChecks:&lt;name&gt;</c>. A key that nobody has read is reported as unknown, so read each key that is allowed.
    /// </param>
    /// <returns>
    /// A factory that gets the app's root services. It is called before the first run; the check that it makes serves all later
    /// runs, one at a time, and is disposed of with the app. What it throws is ERROR for that run, and the next run calls it again.
    /// </returns>
    public abstract Func<IServiceProvider, IHealthCheck> Configure(SettingsSection settings);
}
