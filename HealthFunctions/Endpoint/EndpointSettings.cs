using HealthFunctions.Settings;

namespace HealthFunctions.Endpoint;

/// <summary>Holds the settings of the endpoint.</summary>
/// <param name="app">The section <c>HealthFunctions</c>.</param>
internal sealed class EndpointSettings(SettingsSection app)
{
    /// <summary>Gets the HTTP status code of WARNING.</summary>
    /// <value>The default is 500; 200 to 599.</value>
    public int WarningStatusCode { get; } = app.GetInt32("WarningStatusCode", 500, 200, 599);

    /// <summary>Gets the HTTP status code of ERROR.</summary>
    /// <value>The default is 500; 200 to 599.</value>
    public int ErrorStatusCode { get; } = app.GetInt32("ErrorStatusCode", 500, 200, 599);
}
