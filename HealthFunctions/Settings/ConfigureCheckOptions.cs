using Microsoft.Extensions.Options;

namespace HealthFunctions.Settings;

/// <summary>Configures the options of one check, whose name is compared without case.</summary>
internal sealed class ConfigureCheckOptions(string name, Action<HealthCheckRegistrationOptions> configure)
    : IConfigureNamedOptions<HealthCheckRegistrationOptions>
{
    /// <summary>Gets the name of the check.</summary>
    public string Name => name;

    public void Configure(HealthCheckRegistrationOptions options) => Configure(Options.DefaultName, options);

    void IConfigureNamedOptions<HealthCheckRegistrationOptions>.Configure(string? name, HealthCheckRegistrationOptions options) =>
        Configure(name, options);

    private void Configure(string? given, HealthCheckRegistrationOptions options)
    {
        if (name.Equals(given, StringComparison.OrdinalIgnoreCase))
        {
            configure(options);
        }
    }
}
