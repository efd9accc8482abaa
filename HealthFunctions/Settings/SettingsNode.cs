using Microsoft.Extensions.Configuration;

namespace HealthFunctions.Settings;

/// <summary>Represents one key of the settings with those below it: a section whose children are known.</summary>
/// <remarks>
/// The framework finds the children of each section by looking at all keys, so the start would take time quadratic in the
/// number of checks. This tree is made of one look at all keys. The values are those of the framework, which is not asked for
/// keys that no provider lists: of the keys that a check may have, most are not given.
/// </remarks>
internal sealed class SettingsNode
{
    private readonly IConfiguration _configuration;
    private readonly SettingsNode? _parent;
    private string? _listedKey;
    private Dictionary<string, SettingsNode>? _children;

    private SettingsNode(IConfiguration configuration, SettingsNode? parent, string key)
    {
        _configuration = configuration;
        _parent = parent;
        Key = key;
    }

    /// <summary>Gets the last part of the path.</summary>
    public string Key { get; }

    /// <summary>Gets the full key, with colons.</summary>
    public string Path => _parent is null ? (_configuration as IConfigurationSection)?.Path ?? string.Empty : Combine(_parent.Path, Key);

    /// <summary>Gets the value; null for none.</summary>
    public string? Value => _parent is null ? (_configuration as IConfigurationSection)?.Value : _listedKey is null ? null : _configuration[_listedKey];

    public bool HasChildren => _children is not null;

    /// <summary>Gets the children: numbers in their order, then names in theirs.</summary>
    public IEnumerable<SettingsNode> Children => _children switch
    {
        null => [],
        { Count: 1 } => _children.Values,
        _ => _children.Values.OrderBy(child => child.Key, ConfigurationKeyComparer.Instance),
    };

    /// <summary>Gets the keys of the children, in no order.</summary>
    public IReadOnlyCollection<string> Keys => (IReadOnlyCollection<string>?)_children?.Keys ?? [];

    /// <summary>Reads all keys of a configuration, or of a section of one.</summary>
    public static SettingsNode Read(IConfiguration configuration)
    {
        SettingsNode top = new(configuration, parent: null, (configuration as IConfigurationSection)?.Key ?? string.Empty);
        foreach (string key in ConfigurationKeys.Of(configuration))
        {
            top.GetOrAdd(key, add: true)._listedKey = key;
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
            SettingsNode? child = null;
            if (node._children?.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key.AsSpan()[part], out child) != true)
            {
                child = new SettingsNode(_configuration, node, key[part]);
                if (add)
                {
                    (node._children ??= new Dictionary<string, SettingsNode>(StringComparer.OrdinalIgnoreCase)).Add(child.Key, child);
                }
            }

            node = child!;
        }

        return node;
    }

    private static string Combine(string path, string name) => path.Length > 0 ? ConfigurationPath.Combine(path, name) : name;
}
