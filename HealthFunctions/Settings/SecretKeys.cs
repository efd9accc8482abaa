namespace HealthFunctions.Settings;

/// <summary>Tells by the name of a key whether its value may be a secret, so that no error shows it.</summary>
internal static class SecretKeys
{
    /// <summary>Parts of names, in lower case, without what stands between words. Rather one name too many is hidden than one too few.</summary>
    private static readonly string[] Parts =
    [
        "auth", "connectionstring", "cookie", "credential", "key", "passphrase", "passwd", "password", "pwd", "secret", "signature", "token",
    ];

    /// <param name="key">A key below its section: <c>Password</c>, <c>Keys:0</c>, <c>Headers:X-Api-Key</c>.</param>
    public static bool MayHoldSecret(string key)
    {
        string words = string.Concat(key.ToLowerInvariant().Where(letter => char.IsAsciiLetterLower(letter) || letter == ':'));
        return Array.Exists(Parts, part => words.Contains(part, StringComparison.Ordinal))
            || words.Split(':').Contains("headers", StringComparer.Ordinal);
    }
}
