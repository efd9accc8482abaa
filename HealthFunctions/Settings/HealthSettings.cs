using HealthFunctions.Checks;
using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Settings;

/// <summary>
/// Reads the sections <c>HealthChecks</c> and <c>HealthFunctions</c> of the app's configuration, once, when the engine is made.
/// Whatever is wrong is collected, and thrown once the checks in code are known too.
/// </summary>
internal sealed class HealthSettings : IAsyncDisposable, IDisposable
{
    private readonly SettingsErrors _errors = new();
    private readonly HealthCheckTypes _types;
    private readonly Dictionary<string, SettingsSection> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HealthCheckRegistration> _registrations = [];
    private readonly List<ConfiguredHealthCheck> _checks = [];

    /// <param name="services">The app's root services, for the checks.</param>
    /// <param name="configuration">The app's configuration; null for an app that has none.</param>
    /// <param name="types">The types that a check may name.</param>
    public HealthSettings(IServiceProvider services, IConfiguration? configuration, HealthCheckTypes types)
    {
        _types = types;
        // An app without configuration has the defaults.
        SettingsNode all = SettingsNode.Read(configuration ?? new ConfigurationBuilder().Build());
        SettingsNode checks = all.GetChild("HealthChecks");
        new SettingsSection(checks, _errors).RejectOwnValue();
        foreach (SettingsNode section in checks.Children)
        {
            AddCheck(services, section);
        }

        foreach (CodeOptions options in services.GetServices<CodeOptions>())
        {
            _errors.AddRange(options.Errors);
        }

        SettingsSection app = new(all.GetChild("HealthFunctions"), _errors);
        Engine = new EngineSettings(app);
        Endpoint = new EndpointSettings(app);
        app.RejectUnknownKeys();
    }

    public EngineSettings Engine { get; }

    public EndpointSettings Endpoint { get; }

    /// <summary>Gets the checks that settings describe.</summary>
    public IReadOnlyList<HealthCheckRegistration> Registrations => _registrations;

    /// <summary>Reads the policies of all checks, now that those registered in code are known too.</summary>
    /// <exception cref="HealthSettingsException">Anything is wrong, here or in what was read before.</exception>
    public IReadOnlyDictionary<string, CheckPolicy> ReadPolicies(IReadOnlyCollection<HealthCheckRegistration> registrations)
    {
        _errors.AddRange(RegistrationValidator.Validate(registrations));
        Dictionary<string, CheckPolicy> policies = new(StringComparer.OrdinalIgnoreCase);
        foreach (HealthCheckRegistration registration in registrations)
        {
            policies[registration.Name] = _sections.TryGetValue(registration.Name, out SettingsSection? section)
                ? CheckPolicy.Read(registration, section, Engine.Deadline)
                : CheckPolicy.Of(registration, Engine.Deadline);
            _errors.AddRange(policies[registration.Name].Validate(registration.Name));
        }

        foreach ((string name, SettingsSection section) in _sections)
        {
            if (policies.ContainsKey(name))
            {
                section.RejectUnknownKeys();
            }
            else
            {
                section.Reject("Type", $"missing, and no check named '{name}' is registered in code; allowed: {_types.Names}");
            }
        }

        _errors.ThrowIfAny();
        return policies;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ConfiguredHealthCheck check in _checks)
        {
            await check.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Disposes the checks, in an app that disposes its services synchronously.</summary>
    public void Dispose()
    {
        foreach (ConfiguredHealthCheck check in _checks)
        {
            check.Dispose();
        }
    }

    private static IReadOnlyList<string> ReadTags(SettingsSection settings) =>
        settings.GetList("Tags", RegistrationValidator.AllowedNames, (string text, out string tag) => RegistrationValidator.IsName(tag = text));

    private void AddCheck(IServiceProvider services, SettingsNode section)
    {
        SettingsSection settings = new(section, _errors);
        if (settings.GetString("Type") is not { } typeName)
        {
            // A check in code takes its limits from here.
            _sections.Add(section.Key, settings);
        }
        else if (_types.Find(typeName) is { } type)
        {
            _sections.Add(section.Key, settings);
            ConfiguredHealthCheck check = new(services, type.Configure(settings));
            _checks.Add(check);
            _registrations.Add(new HealthCheckRegistration(section.Key, _ => check.GetOrCreate(), failureStatus: null, ReadTags(settings)));
        }
        else
        {
            settings.RejectValue("Type", _types.Names);
        }
    }
}
