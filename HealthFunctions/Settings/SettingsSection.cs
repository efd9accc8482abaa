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
    private readonly SettingsNode _section;
    private readonly SettingsErrors _errors;
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    internal SettingsSection(SettingsNode section, SettingsErrors errors) => (_section, _errors) = (section, errors);

    internal SettingsSection(IConfigurationSection section, SettingsErrors errors)
        : this(SettingsNode.Read(section), errors)
    {
    }

    /// <summary>Gets the name of the section: for <c>HealthChecks__db</c> it is <c>db</c>.</summary>
    public string Name => _section.Key;

    /// <summary>Gets the full name of a key, as it is written in the environment: <c>HealthChecks__db__Url</c>.</summary>
    /// <param name="key">The key.</param>
    public string GetFullKey(string key) => $"{_section.Path}:{key}".Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Reads a text.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The text, or null where it is not given or empty.</returns>
    public string? GetString(string key)
    {
        SettingsNode child = GetChild(key);
        if (child.Value is null && child.HasChildren)
        {
            Reject(key, "a section of its own; allowed: one value");
        }

        return string.IsNullOrEmpty(child.Value) ? null : child.Value;
    }

    /// <summary>Reads a text that must be given, and reports it where it is missing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    /// <returns>The text, or null where it is missing.</returns>
    public string? GetRequiredString(string key, string allowed)
    {
        string? text = GetString(key);
        if (text is null)
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
    public int GetInt32(string key, int defaultValue, int minimum, int maximum) =>
        GetValue(key, defaultValue, $"a whole number from {minimum} to {maximum}", (string text, out int value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= minimum && value <= maximum);

    /// <summary>Reads a duration, such as <c>00:00:05</c>.</summary>
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
    public TimeSpan? GetTimeSpan(string key, TimeSpan minimum, TimeSpan maximum) =>
        GetValue<TimeSpan?>(key, null, $"a duration from {minimum} to {maximum}, such as 00:00:05 for five seconds", (string text, out TimeSpan? value) =>
        {
            // A bare "5" would be five days, which nobody means.
            bool parsed = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan duration) && text.Contains(':', StringComparison.Ordinal);
            value = duration;
            return parsed && duration >= minimum && duration <= maximum;
        });

    /// <summary>Reads the values of <c>key__0</c>, <c>key__1</c> and so on.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The values, in order; empty ones are left out.</returns>
    public IReadOnlyList<string> GetList(string key)
    {
        SettingsNode child = GetChild(key);
        if (!string.IsNullOrEmpty(child.Value))
        {
            Reject(key, $"'{child.Value}'; allowed: a list, {GetFullKey(key)}__0 and so on");
        }

        return [.. child.Children.Select(item => item.Value).OfType<string>().Where(value => value.Length > 0)];
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
        List<KeyValuePair<string, string>> map = [.. child.Children.Select(item => KeyValuePair.Create(item.Key, item.Value ?? string.Empty))];
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

        Reject(key, $"'{text}'; allowed: {allowed}");
        return defaultValue;
    }

    /// <summary>Reports one key: <c>HealthChecks__db__Url is {problem}.</c></summary>
    /// <param name="key">The key.</param>
    /// <param name="problem">What it is, and what is allowed. Leave out a value that may be a secret.</param>
    public void Reject(string key, string problem) => _errors.Add($"{GetFullKey(key)} is {problem}.");

    /// <summary>Reports every key that nobody has read: it is a typo, or belongs elsewhere.</summary>
    internal void RejectUnknownKeys()
    {
        foreach (SettingsNode child in _section.Children.Where(child => !_known.Contains(child.Key)))
        {
            Reject(child.Key, $"unknown; allowed: {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
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

    private SettingsNode GetChild(string key)
    {
        _known.Add(key);
        return _section.GetChild(key);
    }
}
