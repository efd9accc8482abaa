namespace HealthFunctions.Settings;

/// <summary>Makes a value of the text of a setting.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="text">The text; not empty.</param>
/// <param name="value">The value, where the text is allowed.</param>
/// <returns>Whether the text is allowed.</returns>
public delegate bool SettingParser<T>(string text, out T value);
