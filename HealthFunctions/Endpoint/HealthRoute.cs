namespace HealthFunctions.Endpoint;

/// <summary>Names one of <see cref="HealthRoutes"/>.</summary>
internal enum HealthRoute
{
    /// <summary>A path that is none of the endpoint's.</summary>
    None,

    /// <summary><see cref="HealthRoutes.System"/>.</summary>
    System,

    /// <summary><see cref="HealthRoutes.Named"/>.</summary>
    Named,
}
