using HealthFunctions.Settings;
using Microsoft.Extensions.Configuration;

namespace HealthFunctions.Server;

/// <summary>
/// Says which keys and values the framework reads below a key. The framework passes over all others in silence, so a typo would
/// leave a default in place.
/// </summary>
/// <remarks>A section that is a value is not shown in its error: what was put in the wrong place may be a secret.</remarks>
internal abstract class SettingsShape
{
    /// <summary>Gets one value of any kind.</summary>
    public static SettingsShape Text { get; } = new OneValue(string.Empty, _ => true);

    /// <summary>Gets one value, <c>true</c> or <c>false</c>.</summary>
    public static SettingsShape Flag { get; } = new OneValue("true or false", text => bool.TryParse(text, out _));

    /// <summary>Gets whatever somebody else validates.</summary>
    public static SettingsShape Elsewhere { get; } = new Unread();

    /// <summary>Makes a section of these keys.</summary>
    public static SettingsShape Section(params (string Key, SettingsShape Shape)[] keys) => new KnownKeys(keys);

    /// <summary>Makes a section whose keys are names of the user's own.</summary>
    public static SettingsShape Each(SettingsShape item) => new AnyKeys(item);

    /// <summary>Makes a list, <c>key__0</c>, <c>key__1</c> and so on.</summary>
    public static SettingsShape List(SettingsShape item) => new Items(item);

    /// <summary>Makes one value of those, compared without case.</summary>
    public static SettingsShape OneOf(params string[] allowed) =>
        new OneValue(string.Join(", ", allowed), text => allowed.Contains(text, StringComparer.OrdinalIgnoreCase));

    /// <summary>Makes one value of an enum.</summary>
    public static SettingsShape OneOf<TEnum>()
        where TEnum : struct, Enum =>
        new OneValue(string.Join(", ", Enum.GetNames<TEnum>()), text => Enum.TryParse(text, ignoreCase: true, out TEnum value) && Enum.IsDefined(value));

    /// <summary>Makes one value that a test tells.</summary>
    public static SettingsShape Value(string allowed, Predicate<string> isAllowed) => new OneValue(allowed, isAllowed);

    /// <summary>Finds what is wrong in a section, or at a key of one value.</summary>
    public abstract IEnumerable<string> FindErrors(IConfigurationSection section);

    private static string Name(IConfigurationSection section) => section.Path.Replace(":", "__", StringComparison.Ordinal);

    private static IEnumerable<string> OwnValue(IConfigurationSection section, string key) =>
        string.IsNullOrEmpty(section.Value) ? [] : [$"{Name(section)} is a value; allowed: keys below it, {Name(section)}__{key}."];

    private sealed class KnownKeys((string Key, SettingsShape Shape)[] keys) : SettingsShape
    {
        public override IEnumerable<string> FindErrors(IConfigurationSection section) => OwnValue(section, "<key>").Concat(
            section.GetChildren().SelectMany(child => Find(child.Key)?.FindErrors(child)
                ?? [$"{Name(child)} is unknown{Misspelling.Suggest(child.Key, Keys)}; allowed: {string.Join(", ", Keys)}."]));

        private IEnumerable<string> Keys => keys.Select(known => known.Key);

        private SettingsShape? Find(string key) => Array.Find(keys, known => known.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Shape;
    }

    private sealed class AnyKeys(SettingsShape item) : SettingsShape
    {
        public override IEnumerable<string> FindErrors(IConfigurationSection section) =>
            OwnValue(section, "<name>").Concat(section.GetChildren().SelectMany(item.FindErrors));
    }

    private sealed class Items(SettingsShape item) : SettingsShape
    {
        public override IEnumerable<string> FindErrors(IConfigurationSection section) => OwnValue(section, "0 and so on").Concat(
            section.GetChildren().SelectMany(child => child.Key.All(char.IsAsciiDigit)
                ? item.FindErrors(child)
                : [$"{Name(child)} is not of a list; allowed: {Name(section)}__0 and so on."]));
    }

    private sealed class OneValue(string allowed, Predicate<string> isAllowed) : SettingsShape
    {
        public override IEnumerable<string> FindErrors(IConfigurationSection section)
        {
            if (section.Value is { Length: > 0 } value && !isAllowed(value))
            {
                yield return $"{Name(section)} is {SettingEcho.Of(section.Key, value)}; allowed: {allowed}.";
            }

            foreach (IConfigurationSection below in section.GetChildren())
            {
                yield return $"{Name(below)} is below a key of one value; allowed: {Name(section)} alone.";
            }
        }
    }

    private sealed class Unread : SettingsShape
    {
        public override IEnumerable<string> FindErrors(IConfigurationSection section) => [];
    }
}
