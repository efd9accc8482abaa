using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>
/// Defines a type of health check with options, which settings or code can give: one object of options, filled by either of
/// them, is validated in one place.
/// </summary>
/// <typeparam name="TOptions">The options, whose properties have their defaults.</typeparam>
public abstract class HealthCheckType<TOptions> : HealthCheckType
    where TOptions : class, new()
{
    /// <summary>Reads the settings of one check, and validates its options.</summary>
    /// <inheritdoc/>
    public sealed override Func<IServiceProvider, IHealthCheck> Configure(SettingsSection settings)
    {
        ArgumentNullException.ThrowIfNull(settings);

        TOptions options = ReadOptions(settings);
        return services => Create(options, services);
    }

    /// <summary>Reads the options from settings, and reports whatever is wrong there.</summary>
    internal TOptions ReadOptions(SettingsSection settings)
    {
        TOptions options = new();
        Read(settings, options);
        Validate(options, (property, problem) =>
        {
            // A text that could not be read has been reported. What is in its place is no news.
            string key = settings.GetKeyOf(property);
            if (!settings.IsRejected(key))
            {
                settings.Reject(key, problem);
            }
        });
        return options;
    }

    /// <summary>Finds what is wrong with options that code has given.</summary>
    internal void CollectErrors(string name, TOptions options, List<string> errors) =>
        Validate(options, (property, problem) => errors.Add($"Health check '{name}': {property} is {problem}."));

    /// <summary>Makes the check of options that are valid.</summary>
    internal IHealthCheck CreateCheck(TOptions options, IServiceProvider services) => Create(options, services);

    /// <summary>
    /// Fills the options from settings, each property from the key of its name. Report a text that makes no value with
    /// <see cref="SettingsSection.Reject"/>, as the methods of <see cref="SettingsSection"/> do, and go on.
    /// </summary>
    /// <param name="settings">The section <c>HealthChecks:&lt;name&gt;</c>. A key that nobody has read is reported as unknown.</param>
    /// <param name="options">The options, with their defaults.</param>
    protected abstract void Read(SettingsSection settings, TOptions options);

    /// <summary>Finds everything that is wrong with options, whether they come from settings or from code.</summary>
    /// <param name="options">The options.</param>
    /// <param name="reject">
    /// Reports one property by its name, one entry of a map as <c>Headers:X-Key</c>, one item of a list of options as
    /// <c>Items:0</c>, or a property of it as <c>Items:0:Name</c>, with what it is and what is allowed, as in
    /// <c>'0'; allowed: a whole number from 1 to 65535</c>. Leave out a value that may be a secret.
    /// </param>
    protected abstract void Validate(TOptions options, Action<string, string> reject);

    /// <summary>Makes the check. It serves all runs, one at a time, and is disposed of with the app.</summary>
    /// <param name="options">Options that are valid.</param>
    /// <param name="services">The app's root services.</param>
    protected abstract IHealthCheck Create(TOptions options, IServiceProvider services);
}
