using System.Globalization;

namespace HealthFunctions.Checks.Http.Identity;

/// <summary>Authorizes requests by a token of the managed identity, in the form that their resource asks for.</summary>
/// <param name="audience">For whom the token is.</param>
/// <param name="clientId">The identity; null for that of the system.</param>
/// <param name="endpoint">Who gives the tokens.</param>
/// <param name="connector">Opens connections.</param>
/// <param name="time">The clock that tokens are held to, and that the date of a request is by.</param>
internal sealed class ResourceToken(string audience, string? clientId, IdentityEndpoint endpoint, HttpConnector connector, TimeProvider time) : IDisposable
{
    /// <summary>The oldest version of Cosmos DB's API that all its accounts have, for requests whose headers name none.</summary>
    private const string CosmosVersion = "2018-12-31";

    private readonly bool _isCosmos = IsCosmos(audience);
    private readonly ManagedIdentity _identity = new(audience, clientId, endpoint, connector, time);

    /// <summary>Gets the value of the header Authorization.</summary>
    /// <exception cref="ManagedIdentityException">No token can be had.</exception>
    public async ValueTask<string> GetAuthorizationAsync(CancellationToken cancellationToken)
    {
        string token = await _identity.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        return _isCosmos ? Uri.EscapeDataString($"type=aad&ver=1.0&sig={token}") : $"Bearer {token}";
    }

    /// <summary>Adds the header to a request, and the others without which it counts for nothing.</summary>
    public void Apply(HttpRequestMessage request, string authorization)
    {
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (_isCosmos)
        {
            request.Headers.Remove("x-ms-date");
            request.Headers.TryAddWithoutValidation("x-ms-date", time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture));
            if (!request.Headers.NonValidated.Contains("x-ms-version"))
            {
                request.Headers.TryAddWithoutValidation("x-ms-version", CosmosVersion);
            }
        }
    }

    /// <summary>Forgets the token, which was not accepted.</summary>
    public void Forget() => _identity.Forget();

    public void Dispose() => _identity.Dispose();

    /// <summary>Tells Cosmos DB, whose scheme is its own, by its audience: its common one, or an account of any cloud.</summary>
    private static bool IsCosmos(string audience) =>
        Uri.TryCreate(audience, UriKind.Absolute, out Uri? url)
        && (url.Host == "cosmos.azure.com" || url.Host.Contains(".documents.azure.", StringComparison.Ordinal));
}
