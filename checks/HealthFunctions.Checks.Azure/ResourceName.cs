using System.Text.RegularExpressions;

namespace HealthFunctions.Checks.Azure;

/// <summary>Validates the option that names what a check asks for.</summary>
internal static class ResourceName
{
    public static void Validate(string key, string? name, Regex pattern, string allowed, Action<string, string> reject)
    {
        if (string.IsNullOrEmpty(name))
        {
            reject(key, $"missing; allowed: {allowed}");
        }
        else if (!pattern.IsMatch(name))
        {
            reject(key, $"'{name}'; allowed: {allowed}");
        }
    }
}
