using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace HealthFunctions.Settings;

/// <summary>
/// Reads one section of the settings, key by key. What is wrong is collected, with the full key, what was given and what is
/// allowed, and the default stands in for it: so one pass finds every error.
/// </summary>
internal sealed class SettingsSection(IConfigurationSection section, SettingsErrors errors)
{
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The key as it is written in the environment.</summary>
    public string FullKey(string key) => $"{section.Path}:{key}".Replace(":", "__", StringComparison.Ordinal);

    /// <summary>A text, or null where it is not given or empty.</summary>
    public string? Text(string key)
    {
        IConfigurationSection child = Child(key);
        if (child.Value is null && child.GetChildren().Any())
        {
            Reject(key, "a section of its own; allowed: one value");
        }

        return string.IsNullOrEmpty(child.Value) ? null : child.Value;
    }

    /// <summary>A text that must be given.</summary>
    public string? RequiredText(string key, string allowed)
    {
        string? text = Text(key);
        if (text is null)
        {
            Reject(key, $"missing; allowed: {allowed}");
        }

        return text;
    }

    public bool Flag(string key, bool missing) =>
        Parse(key, missing, "true or false", (string text, out bool value) => bool.TryParse(text, out value));

    public int Integer(string key, int missing, int least, int most) =>
        Parse(key, missing, $"a whole number from {least} to {most}", (string text, out int value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    public TimeSpan Duration(string key, TimeSpan missing, TimeSpan least, TimeSpan most) => Duration(key, least, most) ?? missing;

    /// <summary>A duration, or null where it is not given.</summary>
    public TimeSpan? Duration(string key, TimeSpan least, TimeSpan most) =>
        Parse<TimeSpan?>(key, null, $"a duration from {least} to {most}, such as 00:00:05 for five seconds", (string text, out TimeSpan? value) =>
        {
            // A bare "5" would be five days, which nobody means.
            bool parsed = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan duration) && text.Contains(':', StringComparison.Ordinal);
            value = duration;
            return parsed && duration >= least && duration <= most;
        });

    /// <summary>The values of <c>key__0</c>, <c>key__1</c>, … in order.</summary>
    public IReadOnlyList<string> List(string key)
    {
        IConfigurationSection child = Child(key);
        if (!string.IsNullOrEmpty(child.Value))
        {
            Reject(key, $"'{child.Value}'; allowed: a list, {FullKey(key)}__0 and so on");
        }

        return [.. child.GetChildren().Select(item => item.Value).OfType<string>().Where(value => value.Length > 0)];
    }

    /// <summary>The values of <c>key__name</c>, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Map(string key)
    {
        IConfigurationSection child = Child(key);
        if (!string.IsNullOrEmpty(child.Value))
        {
            Reject(key, $"one value; allowed: names and values, {FullKey(key)}__<name>");
        }

        return [.. child.GetChildren().Select(item => KeyValuePair.Create(item.Key, item.Value ?? string.Empty))];
    }

    /// <summary>Something of the caller's own that is made from a text.</summary>
    /// <param name="key">The key.</param>
    /// <param name="missing">The value where none is given.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    /// <param name="parser">Makes the value, or says that it cannot.</param>
    public T Parse<T>(string key, T missing, string allowed, SettingParser<T> parser)
    {
        string? text = Text(key);
        if (text is null)
        {
            return missing;
        }

        if (parser(text, out T value))
        {
            return value;
        }

        Reject(key, $"'{text}'; allowed: {allowed}");
        return missing;
    }

    /// <summary>Reports one key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="problem">What it is, and what is allowed.</param>
    public void Reject(string key, string problem) => errors.Add($"{FullKey(key)} is {problem}.");

    /// <summary>Reports every key that nobody has asked for: it is a typo, or belongs elsewhere.</summary>
    public void RejectUnknownKeys()
    {
        foreach (IConfigurationSection child in section.GetChildren().Where(child => !known.Contains(child.Key)))
        {
            Reject(child.Key, $"unknown; allowed: {string.Join(", ", known.Order(StringComparer.Ordinal))}");
        }
    }

    private IConfigurationSection Child(string key)
    {
        known.Add(key);
        return section.GetSection(key);
    }
}
