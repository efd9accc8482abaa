namespace HealthFunctions.Endpoint;

/// <summary>The routes that the endpoint answers, without the leading slash.</summary>
public static class HealthRoutes
{
    /// <summary>The process runs.</summary>
    public const string System = "_system/check";

    /// <summary>One named check, or one group.</summary>
    public const string Named = System + "/{name}";

    private const string SystemPath = "/" + System;
    private const string NamedPrefix = SystemPath + "/";

    /// <summary>Whether the path is that of <see cref="System"/>.</summary>
    internal static bool IsSystem(ReadOnlySpan<char> path) => Trimmed(path).Equals(SystemPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the path is one of <see cref="Named"/>.</summary>
    internal static bool IsNamed(ReadOnlySpan<char> path, out ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> trimmed = Trimmed(path);
        bool named = trimmed.StartsWith(NamedPrefix, StringComparison.OrdinalIgnoreCase) && trimmed.Length > NamedPrefix.Length;
        name = named ? trimmed[NamedPrefix.Length..] : default;
        return named && !name.Contains('/');
    }

    private static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> path) => path.EndsWith('/') ? path[..^1] : path;
}
