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

    /// <summary>Finds the route of a path, and the name in it, which may be empty.</summary>
    internal static HealthRoute Match(ReadOnlySpan<char> path, out string? name)
    {
        name = null;
        if (path.Equals(SystemPath, StringComparison.OrdinalIgnoreCase))
        {
            return HealthRoute.System;
        }

        if (!path.StartsWith(NamedPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return HealthRoute.None;
        }

        ReadOnlySpan<char> last = path[NamedPrefix.Length..];
        ReadOnlySpan<char> trimmed = last.EndsWith('/') ? last[..^1] : last;
        if (trimmed.Contains('/'))
        {
            return HealthRoute.None;
        }

        name = trimmed.ToString();
        return HealthRoute.Named;
    }
}
