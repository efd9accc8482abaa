using HealthFunctions.Settings;

namespace HealthFunctions.Checks;

/// <summary>Reads and validates the option <c>ConnectionString</c>. It holds a secret: no error shows it.</summary>
internal static class ConnectionString
{
    public const string Key = "ConnectionString";

    public static string? Read(SettingsSection settings) => settings.GetString(Key);

    /// <param name="connectionString">The option.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    /// <param name="parse">Throws <see cref="ArgumentException"/> or <see cref="FormatException"/> for a text that is none.</param>
    /// <param name="reject">Reports an error.</param>
    public static void Validate(string? connectionString, string allowed, Action<string> parse, Action<string, string> reject)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            reject(Key, $"missing; allowed: {allowed}");
            return;
        }

        try
        {
            parse(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException)
        {
            // Its message may quote the text.
            reject(Key, $"not a connection string; allowed: {allowed}");
        }
    }
}
