namespace HealthFunctions.Checks.Azure;

/// <summary>Lists the options by which a check finds its service and proves who it is.</summary>
internal interface IConnectionOptions
{
    public Uri? Uri { get; set; }

    public string? ConnectionString { get; set; }

    public string? ClientId { get; set; }
}
