using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Settings;

/// <summary>Creates the options of each check, once: those in code, with the settings of the check over them.</summary>
/// <param name="services">The app's services.</param>
/// <param name="sections">The settings of checks, by name.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class CheckOptions(IServiceProvider services, IReadOnlyDictionary<string, SettingsSection> sections, SettingsErrors errors)
{
    private readonly OptionsInCode<HealthCheckRegistrationOptions> _inCode = new(services);
    private readonly Dictionary<string, HealthCheckRegistrationOptions> _options = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Check, IReadOnlyList<string> Tags)> _tagsInOptions = [];

    /// <summary>Returns the registration of a check, or a copy that has the tags and the timeout of its options: the check sees both.</summary>
    public HealthCheckRegistration Apply(HealthCheckRegistration registration)
    {
        HealthCheckRegistrationOptions options = Get(registration.Name);
        // One that is no timeout is reported later.
        TimeSpan timeout = options.Timeout is { } given && given > TimeSpan.Zero ? given : registration.Timeout;
        // A copy: the app's own object may serve other hosts.
        return timeout == registration.Timeout && registration.Tags.IsSupersetOf(options.Tags)
            ? registration
            : new HealthCheckRegistration(
                registration.Name, registration.Factory, registration.FailureStatus, [.. registration.Tags, .. options.Tags], timeout)
            {
                Delay = registration.Delay,
                Period = registration.Period,
            };
    }

    /// <summary>Makes the policy of a check. What is wrong with it is reported.</summary>
    public CheckPolicy CreatePolicy(HealthCheckRegistration registration, TimeSpan deadline)
    {
        HealthCheckRegistrationOptions options = Get(registration.Name);
        CheckPolicy policy = CheckPolicy.Of(registration, options, deadline);
        errors.AddRange(new HealthCheckRegistrationOptionsValidator(
            registration, options, sections.GetValueOrDefault(registration.Name), deadline).Validate(policy));
        return policy;
    }

    /// <summary>Reports what can be told once the names of all checks are known.</summary>
    public void Validate(Func<string, bool> isCheck)
    {
        foreach ((string check, IReadOnlyList<string> tags) in _tagsInOptions)
        {
            errors.AddRange(RegistrationValidator.ValidateTags(check, tags, isCheck));
        }

        foreach (ConfigureCheckOptions configuration in _inCode.Configurations.OfType<ConfigureCheckOptions>().Where(check => !isCheck(check.Name)))
        {
            errors.Add($"ConfigureCheck is called for the health check '{configuration.Name}'; allowed: the name of a check that is registered.");
        }
    }

    private HealthCheckRegistrationOptions Get(string name)
    {
        if (!_options.TryGetValue(name, out HealthCheckRegistrationOptions? options))
        {
            _options.Add(name, options = _inCode.Create(name, errors));
            if (options.Tags.Count > 0)
            {
                ReadTagsInCode(name, options);
            }

            if (sections.TryGetValue(name, out SettingsSection? section))
            {
                HealthCheckRegistrationOptionsReader.Read(section, options);
                IReadOnlyList<string> tags = section.GetList(
                    nameof(options.Tags), RegistrationValidator.AllowedNames, (string text, out string tag) => RegistrationValidator.IsName(tag = text));
                options.Tags.UnionWith(tags);
                _tagsInOptions.Add((name, tags));
            }
        }

        return options;
    }

    private void ReadTagsInCode(string name, HealthCheckRegistrationOptions options)
    {
        errors.AddRange(options.Tags.Where(tag => tag is null || !RegistrationValidator.IsName(tag))
            .Select(tag => $"Health check '{name}': {nameof(options.Tags)} has '{tag}'; allowed: {RegistrationValidator.AllowedNames}."));
        _tagsInOptions.Add((name, [.. options.Tags.OfType<string>()]));
    }
}
