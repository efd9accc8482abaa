using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace HealthFunctions.Settings;

/// <summary>
/// Reads one section of the settings, key by key. What is wrong is collected, with the full key, what was given and what is
/// allowed, and the default is returned for it: so one pass finds every error.
/// </summary>
public sealed class SettingsSection
{
    /// <summary>How many keys the section of a check may have, or so.</summary>
    private const int UsualKeys = 30;

    private readonly SettingsNode _section;
    private readonly SettingsErrors _errors;
    private readonly HashSet<string> _known = new(UsualKeys, StringComparer.OrdinalIgnoreCase);
    private HashSet<string>? _rejected;
    private Dictionary<string, List<SettingsSection>>? _lists;
    private SettingsSection? _parent;
    private string? _keyInParent;

    internal SettingsSection(SettingsNode section, SettingsErrors errors) => (_section, _errors) = (section, errors);

    internal SettingsSection(IConfigurationSection section, SettingsErrors errors)
        : this(SettingsNode.Read(section), errors)
    {
    }

    /// <summary>Gets the name of the section: for <c>HealthChecks__db</c> it is <c>db</c>.</summary>
    public string Name => _section.Key;

    /// <summary>Gets the full name of the section: <c>HealthChecks__db</c>.</summary>
    internal string FullName => _section.Path.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Gets whether the section is a value itself.</summary>
    internal bool HasOwnValue => !string.IsNullOrEmpty(_section.Value);

    /// <summary>Gets the keys that have been read, whether they are given or not.</summary>
    internal IReadOnlyCollection<string> KnownKeys => _known;

    /// <summary>Gets the keys that are given.</summary>
    internal IEnumerable<string> Keys => _section.Children.Select(child => child.Key);

    /// <summary>Gets the full name of a key, as it is written in the environment: <c>HealthChecks__db__Url</c>.</summary>
    /// <param name="key">The key.</param>
    public string GetFullKey(string key) => $"{_section.Path}:{key}".Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Reads a text.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The text, or null where it is not given or empty.</returns>
    public string? GetString(string key)
    {
        SettingsNode child = GetChild(key);
        if (child.HasChildren)
        {
            RejectSection(key, child);
        }

        return child.Value is { Length: > 0 } text ? text : null;
    }

    /// <summary>Reads a text that must be given, and reports it where it is missing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    /// <returns>The text, or null where it is missing.</returns>
    public string? GetRequiredString(string key, string allowed)
    {
        string? text = GetString(key);
        if (text is null && !_section.GetChild(key).HasChildren)
        {
            Reject(key, $"missing; allowed: {allowed}");
        }

        return text;
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">The value where none is given.</param>
    public bool GetBoolean(string key, bool defaultValue) =>
        GetValue(key, defaultValue, "true or false", (string text, out bool value) => bool.TryParse(text, out value));

    /// <summary>Reads a whole number, written in digits alone.</summary>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">The value where none is given.</param>
    /// <param name="minimum">The least that is allowed.</param>
    /// <param name="maximum">The most that is allowed.</param>
    public int GetInt32(string key, int defaultValue, int minimum, int maximum)
    {
        if (GetString(key) is not { } text)
        {
            return defaultValue;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        RejectValue(key, $"a whole number from {minimum} to {maximum}");
        return defaultValue;
    }

    /// <summary>Reads a duration: <c>500ms</c>, <c>5s</c>, <c>2m</c>, <c>1h</c>, <c>14d</c> or <c>00:00:05</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">The value where none is given.</param>
    /// <param name="minimum">The least that is allowed.</param>
    /// <param name="maximum">The most that is allowed.</param>
    public TimeSpan GetTimeSpan(string key, TimeSpan defaultValue, TimeSpan minimum, TimeSpan maximum) =>
        GetTimeSpan(key, minimum, maximum) ?? defaultValue;

    /// <summary>Reads a duration that may be missing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="minimum">The least that is allowed.</param>
    /// <param name="maximum">The most that is allowed.</param>
    /// <returns>The duration, or null where it is not given.</returns>
    public TimeSpan? GetTimeSpan(string key, TimeSpan minimum, TimeSpan maximum)
    {
        if (GetString(key) is not { } text)
        {
            return null;
        }

        if (Duration.TryParse(text, out TimeSpan duration) && duration >= minimum && duration <= maximum)
        {
            return duration;
        }

        RejectValue(key, $"a duration from {Duration.Format(minimum)} to {Duration.Format(maximum)}, written as {Duration.Examples}");
        return null;
    }

    /// <summary>Reads a size or a share that may be missing: <c>500MB</c>, <c>5GB</c>, <c>2GiB</c> or <c>10%</c>.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The limit, or null where it is not given.</returns>
    public SizeLimit? GetSizeLimit(string key) => GetValue<SizeLimit?>(key, null, SizeLimit.Allowed, (string text, out SizeLimit? value) =>
    {
        bool parsed = SizeLimit.TryParse(text, out SizeLimit limit);
        value = limit;
        return parsed && limit.IsValid;
    });

    /// <summary>Reads the values of <c>key__0</c>, <c>key__1</c> and so on.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The values, in order; empty ones are left out.</returns>
    public IReadOnlyList<string> GetList(string key) => GetList(key, "one value", (string text, out string value) =>
    {
        value = text;
        return true;
    });

    /// <summary>Reads the values of <c>key__0</c>, <c>key__1</c> and so on, and reports each that the parser does not take.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="allowed">What is allowed as one value, in words.</param>
    /// <param name="parser">Makes a value of its text, or returns false.</param>
    /// <returns>The values, in order; empty and wrong ones are left out.</returns>
    public IReadOnlyList<T> GetList<T>(string key, string allowed, SettingParser<T> parser)
    {
        ArgumentNullException.ThrowIfNull(parser);

        SettingsNode list = GetChild(key);
        if (!string.IsNullOrEmpty(list.Value))
        {
            RejectValue(key, $"a list, {GetFullKey(key)}__0 and so on");
        }

        List<T> values = [];
        foreach (SettingsNode item in list.Children)
        {
            string itemKey = ConfigurationPath.Combine(key, item.Key);
            if (item.HasChildren)
            {
                RejectSection(itemKey, item);
            }
            else if (!item.Key.All(char.IsAsciiDigit))
            {
                Reject(itemKey, $"not of a list; allowed: {GetFullKey(key)}__0 and so on");
            }
            else if (!string.IsNullOrEmpty(item.Value))
            {
                if (parser(item.Value, out T value))
                {
                    values.Add(value);
                }
                else
                {
                    RejectValue(itemKey, allowed);
                }
            }
        }

        return values;
    }

    /// <summary>Reads the sections <c>key__0</c>, <c>key__1</c> and so on, for items that have keys of their own.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The sections, in order. A key of theirs that nobody has read is reported as unknown, too.</returns>
    public IReadOnlyList<SettingsSection> GetSections(string key)
    {
        SettingsNode list = GetChild(key);
        if (!string.IsNullOrEmpty(list.Value))
        {
            RejectValue(key, $"a list of sections, {GetFullKey(key)}__0__<key> and so on");
        }

        if (!list.HasChildren)
        {
            return [];
        }

        List<SettingsSection> sections = [];
        foreach (SettingsNode item in list.Children)
        {
            string itemKey = ConfigurationPath.Combine(key, item.Key);
            if (!item.Key.All(char.IsAsciiDigit))
            {
                Reject(itemKey, $"not of a list; allowed: {GetFullKey(key)}__0__<key> and so on");
            }
            else if (item.HasChildren)
            {
                sections.Add(new SettingsSection(item, _errors) { _parent = this, _keyInParent = itemKey });
            }
            else if (!string.IsNullOrEmpty(item.Value))
            {
                RejectValue(itemKey, $"a section, {GetFullKey(itemKey)}__<key>");
            }
        }

        (_lists ??= new Dictionary<string, List<SettingsSection>>(StringComparer.OrdinalIgnoreCase))[key] = sections;
        return sections;
    }

    /// <summary>
    /// Reads the values of <c>key__name</c>, by name. Where the environment cannot carry such a name, as App Service on Linux
    /// cannot carry a <c>-</c>, <c>key</c> itself may be one JSON object of strings instead, or beside them.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <returns>Names, each once and compared without case, and values.</returns>
    public IReadOnlyList<KeyValuePair<string, string>> GetMap(string key)
    {
        SettingsNode child = GetChild(key);
        List<KeyValuePair<string, string>> map = [];
        foreach (SettingsNode item in child.Children)
        {
            if (item.HasChildren)
            {
                RejectSection(ConfigurationPath.Combine(key, item.Key), item);
            }
            else
            {
                map.Add(KeyValuePair.Create(item.Key, item.Value ?? string.Empty));
            }
        }

        if (!string.IsNullOrEmpty(child.Value) && !TryAddJson(map, child.Value))
        {
            // The value may be a secret: it is not shown.
            Reject(key, $"not one JSON object of texts, each name once; allowed: such as {{\"X-Api-Key\":\"...\"}}, or names and values, {GetFullKey(key)}__<name>");
        }

        return map;
    }

    /// <summary>Reads a value of a type of the caller's own, and reports a text that the parser does not take.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">The value where none is given, or a wrong one.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    /// <param name="parser">Makes the value of its text, or returns false.</param>
    public T GetValue<T>(string key, T defaultValue, string allowed, SettingParser<T> parser)
    {
        ArgumentNullException.ThrowIfNull(parser);

        string? text = GetString(key);
        if (text is null)
        {
            return defaultValue;
        }

        if (parser(text, out T value))
        {
            return value;
        }

        RejectValue(key, allowed);
        return defaultValue;
    }

    /// <summary>
    /// Reports the value of one key: <c>HealthChecks__db__Port is 'x'; allowed: {allowed}.</c> The value is left out where it may be
    /// a secret: by the name of its key, such as <c>Password</c> or <c>ConnectionString</c>, or by what it looks like. The user, the
    /// password and the query of a URL are left out too.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    public void RejectValue(string key, string allowed) => Add(key, $"{Echo(key)}; allowed: {allowed}");

    /// <summary>Reports the value of one key where names are allowed, and suggests the name that is nearest to it.</summary>
    internal void RejectName(string key, IReadOnlyCollection<string> names) =>
        Add(key, $"{Echo(key)}{Misspelling.Suggest(_section.GetChild(key).Value!, names)}; allowed: {string.Join(", ", names)}");

    /// <summary>Gets the text of a key as it is given; null where it is not given or empty.</summary>
    internal string? GetGiven(string key) => _section.GetChild(key).Value is { Length: > 0 } text ? text : null;

    /// <summary>Reports one key in words of the caller's own: <c>HealthChecks__db__Url is {problem}.</c></summary>
    /// <param name="key">The key.</param>
    /// <param name="problem">
    /// What it is, and what is allowed. <see cref="RejectValue"/> repeats the value; here it is taken out of the words where that
    /// would leave it out.
    /// </param>
    public void Reject(string key, string problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Add(key, SettingEcho.Remove(key, _section.GetChild(key).Value, problem));
    }

    /// <summary>Reports every key that nobody has read: it is a typo, or belongs elsewhere. So does a value of the section itself.</summary>
    internal void RejectUnknownKeys()
    {
        foreach (string key in UnknownKeys())
        {
            RejectUnknown(key);
        }

        RejectOwnValue();
        foreach (SettingsSection item in _lists?.Values.SelectMany(list => list) ?? [])
        {
            item.RejectUnknownKeys();
        }
    }

    /// <summary>Reports a value in the place of the section.</summary>
    internal void RejectOwnValue()
    {
        if (!string.IsNullOrEmpty(_section.Value))
        {
            _errors.Add($"{FullName} is {SettingEcho.Of(_section.Key, _section.Value)}; allowed: a section, {GetFullKey("<key>")}.");
        }
    }

    /// <summary>Tells whether a key was reported.</summary>
    internal bool IsRejected(string key) => _rejected?.Contains(key) == true;

    /// <summary>Gets the key of a property: an item of a list of options is known by its place, whatever number its section has.</summary>
    internal string GetKeyOf(string property)
    {
        string[] parts = property.Split(ConfigurationPath.KeyDelimiter, 3);
        if (parts.Length > 1
            && _lists?.TryGetValue(parts[0], out List<SettingsSection>? items) == true
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int place)
            && place < items.Count)
        {
            parts[1] = items[place].Name;
        }

        return ConfigurationPath.Combine(parts);
    }

    private void Add(string key, string problem)
    {
        AddRejected(key);
        _errors.Add($"{GetFullKey(key)} is {problem}.");
    }

    /// <summary>Takes note of a key that was reported, and of the section that has it: what is missing there may be what was wrong.</summary>
    private void AddRejected(string key)
    {
        (_rejected ??= new HashSet<string>(StringComparer.OrdinalIgnoreCase)).Add(key);
        if (_parent is not null)
        {
            _parent.AddRejected(_keyInParent!);
            _parent.AddRejected(ConfigurationPath.Combine(_keyInParent!, key));
        }
    }

    private void RejectSection(string key, SettingsNode node)
    {
        foreach (SettingsNode below in node.Children)
        {
            Add(ConfigurationPath.Combine(key, below.Key), $"below a key of one value; allowed: {GetFullKey(key)} alone");
        }
    }

    /// <summary>Reports every key that nobody has read and that is nearly one of those that were.</summary>
    /// <returns>The full names of the others that nobody has read; that of the section where it is a value itself.</returns>
    internal IReadOnlyList<string> RejectMisspelledKeys()
    {
        List<string> others = HasOwnValue ? [FullName] : [];
        foreach (string key in UnknownKeys())
        {
            if (Misspelling.Find(key, _known) is null)
            {
                others.Add(GetFullKey(key));
            }
            else
            {
                RejectUnknown(key);
            }
        }

        return others;
    }

    private static bool TryAddJson(List<KeyValuePair<string, string>> map, string json)
    {
        HashSet<string> names = new(map.Select(item => item.Key), StringComparer.OrdinalIgnoreCase);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.String || !names.Add(property.Name))
                {
                    return false;
                }

                map.Add(KeyValuePair.Create(property.Name, property.Value.GetString()!));
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return true;
    }

    private IEnumerable<string> UnknownKeys() => _section.Keys.All(_known.Contains) ? [] : Keys.Where(key => !_known.Contains(key));

    private void RejectUnknown(string key) =>
        Reject(key, $"unknown{Misspelling.Suggest(key, _known)}; allowed: {string.Join(", ", _known.Order(StringComparer.Ordinal))}");

    private string Echo(string key) => SettingEcho.Of(key, _section.GetChild(key).Value ?? string.Empty);

    private SettingsNode GetChild(string key)
    {
        _known.Add(key);
        return _section.GetChild(key);
    }
}
