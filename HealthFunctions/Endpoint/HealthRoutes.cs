namespace HealthFunctions.Endpoint;

/// <summary>Lists the routes of the endpoint, without the leading slash.</summary>
public static class HealthRoutes
{
    /// <summary>Tells that the process runs.</summary>
    public const string System = "_system/check";

    /// <summary>Tells the status of one named check, or one group.</summary>
    public const string Named = System + "/{name}";

    private const string SystemPath = "/" + System;
    private const string NamedPrefix = SystemPath + "/";

    /// <summary>Finds the route of a path, and the name in it.</summary>
    internal static HealthRoute Match(ReadOnlySpan<char> path, out string? name)
    {
        ReadOnlySpan<char> trimmed = path.EndsWith('/') ? path[..^1] : path;
        name = null;
        if (trimmed.Equals(SystemPath, StringComparison.OrdinalIgnoreCase))
        {
            return HealthRoute.System;
        }

        if (trimmed.Length <= NamedPrefix.Length
            || !trimmed.StartsWith(NamedPrefix, StringComparison.OrdinalIgnoreCase)
            || trimmed[NamedPrefix.Length..].Contains('/'))
        {
            return HealthRoute.None;
        }

        name = trimmed[NamedPrefix.Length..].ToString();
        return HealthRoute.Named;
    }
}
