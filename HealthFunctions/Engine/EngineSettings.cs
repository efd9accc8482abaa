using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>The engine's settings, and what is known of each check's own.</summary>
internal sealed class EngineSettings
{
    private readonly IReadOnlyDictionary<string, SettingsSection> checks;
    private readonly string allowedTypes;
    private readonly SettingsErrors errors;

    /// <param name="app">The section <c>HealthFunctions</c>.</param>
    /// <param name="checks">The sections below <c>HealthChecks</c>, by the name of the check.</param>
    /// <param name="allowedTypes">The types of check that settings can name.</param>
    /// <param name="errors">Where errors go, with those of everybody else.</param>
    public EngineSettings(
        SettingsSection app, IReadOnlyDictionary<string, SettingsSection> checks, string allowedTypes, SettingsErrors errors)
    {
        this.allowedTypes = allowedTypes;
        this.checks = checks;
        this.errors = errors;
        Deadline = app.Duration("Deadline", TimeSpan.FromSeconds(10), CheckPolicy.ShortestTimeout, CheckPolicy.LongestTimeout);
        MaxConcurrency = app.Integer("MaxConcurrency", 64, 1, 10_000);
    }

    /// <summary>Limit of one whole call.</summary>
    /// <value>The default is 10 seconds; 1 ms to 5 min.</value>
    public TimeSpan Deadline { get; }

    /// <summary>Runs at once in one process.</summary>
    /// <value>The default is 64; 1 to 10,000.</value>
    public int MaxConcurrency { get; }

    /// <summary>Reads the policies of all checks, now that those registered in code are known too.</summary>
    /// <exception cref="HealthSettingsException">Anything is wrong, here or in what was read before.</exception>
    public IReadOnlyDictionary<string, CheckPolicy> ReadPolicies(IReadOnlyCollection<HealthCheckRegistration> registrations)
    {
        errors.AddRange(CatalogueErrors.Find(registrations));
        Dictionary<string, CheckPolicy> policies = new(StringComparer.OrdinalIgnoreCase);
        foreach (HealthCheckRegistration registration in registrations)
        {
            CheckPolicy policy = checks.TryGetValue(registration.Name, out SettingsSection? section)
                ? CheckPolicy.Read(registration, section)
                : CheckPolicy.Of(registration);
            policies[registration.Name] = policy;
            if (policy.Timeout < CheckPolicy.ShortestTimeout || policy.Timeout > CheckPolicy.LongestTimeout)
            {
                errors.Add($"Health check '{registration.Name}' is registered with the timeout '{policy.Timeout}'; allowed: a duration from {CheckPolicy.ShortestTimeout} to {CheckPolicy.LongestTimeout}, or none.");
            }
        }

        foreach ((string name, SettingsSection section) in checks)
        {
            if (policies.ContainsKey(name))
            {
                section.RejectUnknownKeys();
            }
            else
            {
                section.Reject("Type", $"missing, and no check named '{name}' is registered in code; allowed: {allowedTypes}");
            }
        }

        errors.ThrowIfAny();
        return policies;
    }
}
