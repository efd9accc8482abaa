using System.Text.RegularExpressions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>
/// Validates the names of checks and groups. Code may use any that the framework allows, as apps had them before; settings only
/// those that every route and every app setting can carry.
/// </summary>
internal static partial class RegistrationValidator
{
    /// <summary>Says what a name may be.</summary>
    public const string AllowedNames = "a letter or digit, then up to 63 letters, digits, '.', '_' or '-'";

    public static bool IsName(string text) => Name.IsMatch(text);

    /// <summary>Finds names that are given twice.</summary>
    public static IEnumerable<string> Validate(IEnumerable<HealthCheckRegistration> registrations)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> twice = new(StringComparer.OrdinalIgnoreCase);
        foreach (HealthCheckRegistration registration in registrations)
        {
            if (!names.Add(registration.Name) && twice.Add(registration.Name))
            {
                yield return $"Two health checks are named '{registration.Name}' (from settings or from code); allowed: each name once, compared without case.";
            }
        }
    }

    /// <summary>Validates the name of a check that settings describe.</summary>
    public static IEnumerable<string> ValidateName(string name) =>
        Name.IsMatch(name) ? [] : [$"A health check is named '{name}'; allowed: {AllowedNames}."];

    /// <summary>Finds tags in options that are names of checks: their groups could not be asked for.</summary>
    /// <param name="name">The name of the check.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="isCheck">Tells whether a check has a name.</param>
    public static IEnumerable<string> ValidateTags(string name, IEnumerable<string> tags, Func<string, bool> isCheck)
    {
        foreach (string tag in tags)
        {
            if (isCheck(tag))
            {
                yield return $"Health check '{name}' has the tag '{tag}', which is also the name of a health check; allowed: a name of its own.";
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Name { get; }
}
