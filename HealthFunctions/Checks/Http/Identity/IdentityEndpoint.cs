using System.Net;

namespace HealthFunctions.Checks.Http.Identity;

/// <summary>Knows where the tokens of a managed identity are asked for.</summary>
/// <param name="url">The endpoint.</param>
/// <param name="apiVersion">The version of its API.</param>
/// <param name="header">The header without which it refuses, so that no redirect of others can ask it.</param>
/// <param name="value">The value of that.</param>
/// <param name="defaultClientId">The identity where a check names none; null for that of the system.</param>
internal sealed class IdentityEndpoint(string url, string apiVersion, string header, string value, string? defaultClientId = null)
{
    /// <summary>Finds the endpoint of App Service, Functions and Container Apps, which the environment names; else that of virtual machines.</summary>
    /// <param name="variable">Gets a variable of the environment.</param>
    public static IdentityEndpoint Find(Func<string, string?> variable)
    {
        string? clientId = variable("AZURE_CLIENT_ID") is { Length: > 0 } given ? given : null;
        return variable("IDENTITY_ENDPOINT") is { Length: > 0 } url && variable("IDENTITY_HEADER") is { Length: > 0 } header
            ? new IdentityEndpoint(url, "2019-08-01", "X-IDENTITY-HEADER", header, clientId)
            : InstanceMetadata("http://169.254.169.254", clientId);
    }

    /// <summary>Makes the endpoint of the instance metadata service (IMDS).</summary>
    public static IdentityEndpoint InstanceMetadata(string origin, string? defaultClientId = null) =>
        new($"{origin}/metadata/identity/oauth2/token", "2018-02-01", "Metadata", "true", defaultClientId);

    /// <summary>Makes the request for a token.</summary>
    /// <exception cref="UriFormatException">The environment names no URL.</exception>
    public HttpRequestMessage CreateRequest(string audience, string? clientId)
    {
        string query = $"api-version={apiVersion}&resource={Uri.EscapeDataString(audience)}";
        if ((clientId ?? defaultClientId) is { } identity)
        {
            query += $"&client_id={Uri.EscapeDataString(identity)}";
        }

        HttpRequestMessage request = new(HttpMethod.Get, new Uri($"{url}?{query}", UriKind.Absolute)) { Version = HttpVersion.Version11 };
        request.Headers.ConnectionClose = true;
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }
}
