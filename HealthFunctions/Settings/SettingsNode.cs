using Microsoft.Extensions.Configuration;

namespace HealthFunctions.Settings;

/// <summary>Represents one key of the settings with those below it: a section whose children are known.</summary>
/// <remarks>
/// The framework finds the children of each section by looking at all keys, so the start would take time quadratic in the
/// number of checks. This tree is made of one look at all keys. The values are those of the framework.
/// </remarks>
internal sealed class SettingsNode
{
    private readonly IConfiguration _configuration;
    private readonly string _path;
    private Dictionary<string, SettingsNode>? _children;

    private SettingsNode(IConfiguration configuration, string path, string fullPath, string key)
    {
        _configuration = configuration;
        _path = path;
        Path = fullPath;
        Key = key;
    }

    /// <summary>Gets the last part of the path.</summary>
    public string Key { get; }

    /// <summary>Gets the full key, with colons.</summary>
    public string Path { get; }

    /// <summary>Gets the value; null for none.</summary>
    public string? Value => _path.Length > 0 ? _configuration[_path] : (_configuration as IConfigurationSection)?.Value;

    public bool HasChildren => _children is not null;

    /// <summary>Gets the children: numbers in their order, then names in theirs.</summary>
    public IEnumerable<SettingsNode> Children => _children is null
        ? []
        : _children.Values.OrderBy(child => child.Key, ConfigurationKeyComparer.Instance);

    /// <summary>Reads all keys of a configuration, or of a section of one.</summary>
    public static SettingsNode Read(IConfiguration configuration)
    {
        IConfigurationSection? section = configuration as IConfigurationSection;
        SettingsNode top = new(configuration, string.Empty, section?.Path ?? string.Empty, section?.Key ?? string.Empty);
        foreach (string key in ConfigurationKeys.Of(configuration))
        {
            top.GetOrAdd(key, add: true);
        }

        return top;
    }

    /// <summary>Gets the node of a key below this one. It is empty where there is no such key.</summary>
    public SettingsNode GetChild(string key) => GetOrAdd(key, add: false);

    private SettingsNode GetOrAdd(string key, bool add)
    {
        SettingsNode node = this;
        foreach (Range part in key.AsSpan().Split(ConfigurationPath.KeyDelimiter[0]))
        {
            string name = key[part];
            SettingsNode? child = null;
            if (node._children?.TryGetValue(name, out child) != true)
            {
                child = new SettingsNode(_configuration, Combine(node._path, name), Combine(node.Path, name), name);
                if (add)
                {
                    (node._children ??= new Dictionary<string, SettingsNode>(StringComparer.OrdinalIgnoreCase)).Add(name, child);
                }
            }

            node = child!;
        }

        return node;
    }

    private static string Combine(string path, string name) => path.Length > 0 ? ConfigurationPath.Combine(path, name) : name;
}
