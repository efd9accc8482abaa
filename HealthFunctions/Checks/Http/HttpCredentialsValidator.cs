namespace HealthFunctions.Checks.Http;

/// <summary>Validates what a check shows of itself: its certificate, and a token of its identity.</summary>
internal static class HttpCredentialsValidator
{
    private const string AllowedPath = "the path of a PFX or PEM file, such as /etc/ssl/client.pfx";
    private const string AllowedAudience = "the audience of a token, such as https://vault.azure.net";

    /// <summary>Reports everything that is wrong, by property, and without secrets.</summary>
    public static void Validate(HttpCheckOptions options, Action<string, string> reject)
    {
        ValidateCertificate(options, reject);
        ValidateToken(options, reject);
    }

    private static void ValidateCertificate(HttpCheckOptions options, Action<string, string> reject)
    {
        if (options.ClientCertificate is { } path)
        {
            ValidatePath(path, nameof(options.ClientCertificate), reject);
            RequireHttps(options, nameof(options.ClientCertificate), "which shows no certificate", reject);
        }
        else if (options.ClientCertificatePassword is not null)
        {
            reject(nameof(options.ClientCertificatePassword), "given without ClientCertificate; allowed: beside ClientCertificate");
        }

        if (options.ClientCertificateKeyPath is { } keyPath)
        {
            ValidatePath(keyPath, nameof(options.ClientCertificateKeyPath), reject);
            if (options.ClientCertificate is null)
            {
                reject(nameof(options.ClientCertificateKeyPath), "given without ClientCertificate; allowed: beside ClientCertificate");
            }
        }
    }

    private static void ValidateToken(HttpCheckOptions options, Action<string, string> reject)
    {
        if (options.TokenAudience is { } audience)
        {
            if (audience.Length == 0 || !audience.All(letter => letter is > ' ' and <= '~'))
            {
                reject(nameof(options.TokenAudience), $"not an audience; allowed: {AllowedAudience}");
            }
            else if (audience.EndsWith("/.default", StringComparison.OrdinalIgnoreCase))
            {
                reject(nameof(options.TokenAudience), $"a scope; allowed: {AllowedAudience}, without /.default");
            }

            RequireHttps(options, nameof(options.TokenAudience), "over which no token goes", reject);
            if (options.Headers.Keys.Contains("Authorization", StringComparer.OrdinalIgnoreCase))
            {
                reject(nameof(options.TokenAudience), "given beside the header Authorization; allowed: one of them");
            }
        }
        else if (options.ClientId is not null)
        {
            reject(nameof(options.ClientId), "given without TokenAudience; allowed: beside TokenAudience");
        }

        if (options.ClientId is { } id && !Guid.TryParseExact(id, "D", out _))
        {
            reject(nameof(options.ClientId), $"'{id}'; allowed: the client ID of an identity, a GUID");
        }
    }

    private static void ValidatePath(string path, string key, Action<string, string> reject)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            reject(key, $"not a path; allowed: {AllowedPath}");
        }
    }

    private static void RequireHttps(HttpCheckOptions options, string key, string why, Action<string, string> reject)
    {
        if (options.Url is { IsAbsoluteUri: true, Scheme: "http" })
        {
            reject(key, $"given for an http URL, {why}; allowed: with an https URL");
        }
    }
}
