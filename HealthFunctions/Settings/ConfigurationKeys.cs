using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace HealthFunctions.Settings;

/// <summary>Lists all keys of a configuration, each at least once, in time linear in their number.</summary>
internal static class ConfigurationKeys
{
    public static IEnumerable<string> Of(IConfiguration configuration) =>
        configuration is IConfigurationRoot root ? root.Providers.SelectMany(Of) : Walk(configuration);

    /// <summary>Lists the first parts of the keys of a provider, each once and in the order of the framework.</summary>
    public static IEnumerable<string> SectionsOf(IConfigurationProvider provider)
    {
        HashSet<string> sections = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> parts = sections.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string key in Of(provider))
        {
            int end = key.IndexOf(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
            parts.Add(end < 0 ? key : key.AsSpan(0, end));
        }

        return sections.Order(ConfigurationKeyComparer.Instance);
    }

    private static IEnumerable<string> Of(IConfigurationProvider provider) => provider switch
    {
        ChainedConfigurationProvider chained => Of(chained.Configuration),
        // A provider may keep its keys elsewhere; then this is empty.
        ConfigurationProvider common when GetData(common) is { Count: > 0 } data => data.Keys,
        _ => Walk(provider, parent: null),
    };

    // The common base of providers lists the keys below a path by looking at all of its keys, and shows them to derived classes only.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Data")]
    private static extern IDictionary<string, string?> GetData(ConfigurationProvider provider);

    private static IEnumerable<string> Walk(IConfigurationProvider provider, string? parent)
    {
        foreach (string child in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            string path = parent is null ? child : ConfigurationPath.Combine(parent, child);
            yield return path;
            foreach (string below in Walk(provider, path))
            {
                yield return below;
            }
        }
    }

    private static IEnumerable<string> Walk(IConfiguration configuration)
    {
        foreach (IConfigurationSection child in configuration.GetChildren())
        {
            yield return child.Key;
            foreach (string below in Walk(child))
            {
                yield return ConfigurationPath.Combine(child.Key, below);
            }
        }
    }
}
