namespace HealthFunctions.Settings;

/// <summary>Tells by the name of a key whether its value may be a secret, so that no error shows it.</summary>
internal static class SecretKeys
{
    /// <summary>Parts of names, in upper case, without what stands between words. Rather one name too many is hidden than one too few.</summary>
    private static readonly string[] Parts =
    [
        "AUTH", "CONNECTIONSTRING", "COOKIE", "CREDENTIAL", "KEY", "PASSPHRASE", "PASSWD", "PASSWORD", "PWD", "SECRET", "SIGNATURE", "TOKEN",
    ];

    /// <param name="key">A key below its section: <c>Password</c>, <c>Keys:0</c>, <c>Headers:X-Api-Key</c>.</param>
    public static bool MayHoldSecret(string key)
    {
        // The name of a secret is none.
        string words = string.Concat(key.ToUpperInvariant().Where(letter => char.IsAsciiLetterUpper(letter) || letter == ':'))
            .Replace("SECRETNAME", string.Empty, StringComparison.Ordinal);
        return Array.Exists(Parts, part => words.Contains(part, StringComparison.Ordinal))
            || words.Split(':').Contains("HEADERS", StringComparer.Ordinal);
    }
}
