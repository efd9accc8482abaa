namespace HealthFunctions.Settings;

/// <summary>Makes a value from the text of a setting.</summary>
/// <returns>Whether the text is one that is allowed.</returns>
internal delegate bool SettingParser<T>(string text, out T value);
