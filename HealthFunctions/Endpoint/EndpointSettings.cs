using HealthFunctions.Settings;

namespace HealthFunctions.Endpoint;

/// <summary>Holds the settings of the endpoint.</summary>
/// <param name="options">The options of the app, settings included.</param>
internal sealed class EndpointSettings(HealthFunctionsOptions options)
{
    /// <summary>Gets the HTTP status code of WARNING.</summary>
    public int WarningStatusCode { get; } = options.WarningStatusCode;

    /// <summary>Gets the HTTP status code of ERROR.</summary>
    public int ErrorStatusCode { get; } = options.ErrorStatusCode;
}
