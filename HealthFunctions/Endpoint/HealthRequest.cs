namespace HealthFunctions.Endpoint;

/// <summary>Describes a request to the health endpoint, for any host.</summary>
public readonly struct HealthRequest : IEquatable<HealthRequest>
{
    private HealthRequest(string method, HealthRoute route, string? name)
    {
        ArgumentNullException.ThrowIfNull(method);
        (Method, Route, Name) = (method, route, name);
    }

    /// <summary>Gets the HTTP method as it was sent: <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>Gets the name of the check or group that is asked for; null for other routes.</summary>
    public string? Name { get; }

    /// <summary>Gets or initializes the query as it was sent, with or without its question mark.</summary>
    /// <value>The default is null: none.</value>
    public string? Query { get; init; }

    internal HealthRoute Route { get; }

    /// <summary>Describes a request for <see cref="HealthRoutes.System"/>, from a host that has routed it.</summary>
    /// <param name="method">The HTTP method, as it was sent.</param>
    public static HealthRequest ForSystem(string method) => new(method, HealthRoute.System, name: null);

    /// <summary>
    /// Describes a request for <see cref="HealthRoutes.System"/>, from a host whose routes ignore a slash at the end. A path with
    /// one asks for the check with the empty name, which there is none of: a monitor whose name is missing must not see green.
    /// </summary>
    /// <param name="method">The HTTP method, as it was sent.</param>
    /// <param name="path">The path, with or without what stands before the route.</param>
    public static HealthRequest ForSystem(string method, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith('/') ? ForCheck(method, string.Empty) : ForSystem(method);
    }

    /// <summary>Describes a request for <see cref="HealthRoutes.Named"/>, from a host that has routed it.</summary>
    /// <param name="method">The HTTP method, as it was sent.</param>
    /// <param name="name">The decoded name in the route, of a check or a group; compared without case.</param>
    public static HealthRequest ForCheck(string method, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new HealthRequest(method, HealthRoute.Named, name);
    }

    /// <summary>Describes a request from a host that leaves every path to the endpoint.</summary>
    /// <param name="method">The HTTP method, as it was sent.</param>
    /// <param name="path">
    /// The decoded path below whatever prefix the host adds: <c>/_system/check/db</c>. Compared without case; one slash may
    /// follow a name.
    /// </param>
    public static HealthRequest ForPath(string method, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        HealthRoute route = HealthRoutes.Match(path, out string? name);
        return new HealthRequest(method, route, name);
    }

    /// <summary>Compares two requests.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(HealthRequest left, HealthRequest right) => left.Equals(right);

    /// <inheritdoc cref="op_Equality"/>
    public static bool operator !=(HealthRequest left, HealthRequest right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(HealthRequest other) =>
        (Method, Route, Name, Query) == (other.Method, other.Route, other.Name, other.Query);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is HealthRequest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Method, Route, Name, Query);
}
