using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Checks;
using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Settings;

/// <summary>
/// Holds what the app has configured in code and in settings, which beat code. Both are read once, when the engine is made.
/// Whatever is wrong is collected, and thrown once the checks in code are known too.
/// </summary>
internal sealed class HealthSettings : IPostConfigureOptions<HealthCheckServiceOptions>, IAsyncDisposable, IDisposable
{
    private readonly SettingsErrors _errors = new();
    private readonly HealthCheckTypes _types;
    private readonly CheckOptions _options;
    private SettingsSection? _checksSection;
    private readonly Dictionary<string, SettingsSection> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HealthCheckRegistration> _registrations = [];
    private readonly List<ConfiguredHealthCheck> _checks = [];

    /// <param name="services">The app's root services, for the checks.</param>
    /// <param name="configuration">The app's configuration; null for an app that has none.</param>
    /// <param name="types">The types that a check may name.</param>
    public HealthSettings(IServiceProvider services, IConfiguration? configuration, HealthCheckTypes types)
    {
        _types = types;
        _options = new CheckOptions(services, _sections, _errors);
        // An app that is ours can register them as they are, which costs its start less.
        Options = services.GetService<HealthFunctionsOptions>()
            ?? new OptionsInCode<HealthFunctionsOptions>(services).Create(Microsoft.Extensions.Options.Options.DefaultName, _errors);
        // An app without configuration has the defaults.
        SettingsNode all = SettingsNode.Read(configuration ?? new ConfigurationBuilder().Build());
        SettingsNode checks = all.GetChild(Options.HealthChecksSection ?? string.Empty);
        _checksSection = new SettingsSection(checks, _errors);
        if (Options.ErrorOnUnknownConfiguration)
        {
            _checksSection.RejectOwnValue();
        }

        foreach (SettingsNode section in checks.Children)
        {
            AddCheck(services, section);
        }

        foreach (CodeOptions options in services.GetServices<CodeOptions>())
        {
            _errors.AddRange(options.Errors);
        }

        SettingsSection app = new(all.GetChild(Options.HealthFunctionsSection ?? string.Empty), _errors);
        HealthFunctionsOptionsReader.Read(app, Options);
        app.RejectUnknownKeys();
        _errors.AddRange(HealthFunctionsOptionsValidator.Validate(Options));
        Engine = new EngineSettings(Options);
        Endpoint = new EndpointSettings(Options);
    }

    /// <summary>Gets the options of the app, settings included.</summary>
    public HealthFunctionsOptions Options { get; }

    public EngineSettings Engine { get; }

    public EndpointSettings Endpoint { get; }

    /// <summary>Gets the keys of the section of the checks that are none of theirs, and are left to whatever else reads them.</summary>
    public IReadOnlyList<string> ForeignKeys { get; private set; } = [];

    /// <summary>Adds the checks that settings describe to those in code, and to all of them the tags and timeouts of their options.</summary>
    public void PostConfigure(string? name, HealthCheckServiceOptions options)
    {
        List<HealthCheckRegistration> all = [.. options.Registrations, .. _registrations];
        options.Registrations.Clear();
        foreach (HealthCheckRegistration registration in all)
        {
            options.Registrations.Add(_options.Apply(registration));
        }
    }

    /// <summary>Makes the policies of all checks, now that those registered in code are known too.</summary>
    /// <exception cref="HealthSettingsException">Anything is wrong, here or in what was read before.</exception>
    public IReadOnlyDictionary<string, CheckPolicy> ReadPolicies(IReadOnlyCollection<HealthCheckRegistration> registrations)
    {
        _errors.AddRange(RegistrationValidator.Validate(registrations));
        Dictionary<string, CheckPolicy> policies = new(registrations.Count, StringComparer.OrdinalIgnoreCase);
        foreach (HealthCheckRegistration registration in registrations)
        {
            policies[registration.Name] = _options.CreatePolicy(registration, Options.Deadline);
        }

        _options.Validate(policies.ContainsKey);
        RejectUnknownKeys(policies.ContainsKey);
        _errors.ThrowIfAny();
        // Nobody reads the settings again: what they say is in the options.
        _checksSection = null;
        _sections.Clear();
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

    private void AddCheck(IServiceProvider services, SettingsNode section)
    {
        SettingsSection settings = new(section, _errors);
        if (settings.GetString("Type") is not { } typeName)
        {
            // A check in code takes its limits from here; or it belongs to somebody else.
            _sections.Add(section.Key, settings);
        }
        else if (_types.Find(typeName) is { } type)
        {
            _sections.Add(section.Key, settings);
            ConfiguredHealthCheck check = new(services, Configure(type, settings));
            _errors.AddRange(RegistrationValidator.ValidateName(section.Key));
            _checks.Add(check);
            _registrations.Add(new HealthCheckRegistration(section.Key, _ => check.GetOrCreate(), failureStatus: null, tags: null));
        }
        else if (CheckFamilies.Of(typeName) is { } family)
        {
            settings.Reject(
                "Type",
                $"'{typeName}', which {CheckFamilies.HowToAdd(family)}; allowed now: {string.Join(", ", _types.Names)}");
        }
        else
        {
            settings.RejectName("Type", _types.Names);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A type is code of others: all that is wrong is told at once.")]
    private Func<IServiceProvider, IHealthCheck> Configure(HealthCheckType type, SettingsSection settings)
    {
        try
        {
            return type.Configure(settings);
        }
        catch (Exception exception)
        {
            // Its message may hold a secret.
            _errors.Add($"{settings.FullName} cannot be read by the type {type.Name}, which threw {exception.GetType().Name}.");
            return _ => throw exception;
        }
    }

    /// <summary>
    /// Rejects the keys that are wrong, and finds those that are not ours. Ours is all of an entry with a <c>Type</c>, and of an
    /// entry with the name of a check in code what every check can have. Where the section is ours alone, so is everything in it.
    /// </summary>
    private void RejectUnknownKeys(Func<string, bool> isCheck)
    {
        HashSet<string> described = new(_registrations.Select(check => check.Name), StringComparer.OrdinalIgnoreCase);
        List<string> foreign = _checksSection is { HasOwnValue: true } ? [_checksSection.FullName] : [];
        foreach ((string name, SettingsSection section) in _sections)
        {
            if (described.Contains(name) || (isCheck(name) && Options.ErrorOnUnknownConfiguration))
            {
                section.RejectUnknownKeys();
            }
            else if (isCheck(name))
            {
                foreign.AddRange(section.RejectMisspelledKeys());
            }
            else if (Options.ErrorOnUnknownConfiguration || MeansCheck(section))
            {
                string? typo = section.Keys.FirstOrDefault(IsMisspelledType);
                section.Reject(
                    "Type",
                    $"missing{(typo is null ? string.Empty : $" (is {typo} meant to be it?)")}, and no check named '{name}' is registered in code; allowed: {string.Join(", ", _types.Names)}");
            }
            else
            {
                foreign.Add(section.FullName);
            }
        }

        ForeignKeys = foreign;
    }

    private static bool IsMisspelledType(string key) => Misspelling.Find(key, ["Type"]) is not null;

    /// <summary>Tells whether an entry without <c>Type</c> is meant for a check: the name of the check, or <c>Type</c>, is misspelled.</summary>
    private static bool MeansCheck(SettingsSection section) =>
        section.Keys.Any(IsMisspelledType)
        || (section.Keys.Any() && section.Keys.All(key => Misspelling.Find(key, HealthCheckRegistrationOptionsReader.Keys) is not null));
}
