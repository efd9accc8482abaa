using System.Text.RegularExpressions;

namespace HealthFunctions.Checks.Azure;

/// <summary>Validates the option that names what a check asks for.</summary>
internal static class ResourceName
{
    /// <summary>Matches the name of a container or queue of a storage account, at the end of a pattern.</summary>
    public const string StoragePattern = "(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*";

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
