using HealthFunctions.Endpoint;
using HealthFunctions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Server;

/// <summary>
/// Validates all settings of the app at its start. In place of the host's own validator, which would find nothing more, and
/// would set up what listens to metrics that nobody has named (docs/adr/0004-kestrel-without-the-web-host.md).
/// </summary>
/// <param name="services">The app's services.</param>
/// <param name="readsKestrel">Whether the app reads <see cref="KestrelSettings"/>.</param>
internal sealed class StartupValidator(IServiceProvider services, bool readsKestrel) : IStartupValidator
{
    /// <exception cref="HealthSettingsException">Everything that is wrong, at once.</exception>
    public void Validate()
    {
        IConfiguration configuration = services.GetRequiredService<IConfiguration>();
        List<string> errors = [.. SettingsFiles.FindUnknownSections(configuration), .. LogSettings.FindErrors(configuration.GetSection("Logging"))];
        ListenUrls.Read(configuration, errors);
        if (readsKestrel)
        {
            Collect(() => KestrelSettings.Load(services, configuration), errors);
            SettingsErrors limits = new();
            KestrelSettings.ReadLimits(configuration, limits);
            Collect(limits.ThrowIfAny, errors);
        }

        Collect(() => services.GetRequiredService<HealthEndpoint>(), errors);
        if (errors.Count > 0)
        {
            throw new HealthSettingsException(errors);
        }
    }

    private static void Collect(Action action, List<string> errors)
    {
        try
        {
            action();
        }
        catch (HealthSettingsException exception)
        {
            errors.AddRange(exception.Errors);
        }
    }
}
