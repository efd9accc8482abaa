using System.Text.RegularExpressions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>Validates the names of checks and groups.</summary>
internal static partial class RegistrationValidator
{
    /// <summary>Says what a name may be.</summary>
    public const string AllowedNames = "a letter or digit, then up to 63 letters, digits, '.', '_' or '-'";

    public static bool IsName(string text) => Name.IsMatch(text);

    public static IEnumerable<string> Validate(IReadOnlyCollection<HealthCheckRegistration> registrations)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> twice = new(StringComparer.OrdinalIgnoreCase);
        foreach (HealthCheckRegistration registration in registrations)
        {
            if (!Name.IsMatch(registration.Name))
            {
                yield return $"A health check is named '{registration.Name}'; allowed: {AllowedNames}.";
            }

            if (!names.Add(registration.Name) && twice.Add(registration.Name))
            {
                yield return $"Two health checks are named '{registration.Name}' (from settings or from code); allowed: each name once, compared without case.";
            }
        }

        foreach (HealthCheckRegistration registration in registrations)
        {
            foreach (string tag in registration.Tags)
            {
                if (!Name.IsMatch(tag))
                {
                    yield return $"Health check '{registration.Name}' has the tag '{tag}'; allowed: {AllowedNames}.";
                }

                if (names.Contains(tag))
                {
                    yield return $"Health check '{registration.Name}' has the tag '{tag}', which is also the name of a health check; allowed: a name of its own.";
                }
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Name { get; }
}
