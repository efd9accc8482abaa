namespace HealthFunctions.Checks.Azure.Storage;

/// <summary>Asks one service of a storage account by its REST API.</summary>
/// <param name="uri">The URI of the service.</param>
/// <param name="service">Sends the requests.</param>
internal sealed class StorageService(Uri uri, AzureService service) : IDisposable
{
    /// <summary>The version of the API. Azurite knows it too, and the emulators of years ago.</summary>
    private const string Version = "2021-12-02";

    private readonly string _base = uri.AbsoluteUri.TrimEnd('/');

    /// <summary>Gets what sends the requests.</summary>
    public AzureService Service => service;

    /// <summary>Asks for a resource.</summary>
    /// <param name="method">GET or HEAD.</param>
    /// <param name="resource">The path below the account, and the query.</param>
    /// <param name="cancellationToken">The token of the run.</param>
    /// <param name="accept">The media type of the answer; null for the only one.</param>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string resource, CancellationToken cancellationToken, string? accept = null) => service.SendAsync(
        () =>
        {
            HttpRequestMessage request = new(method, new Uri($"{_base}/{resource}"));
            request.Headers.TryAddWithoutValidation("x-ms-version", Version);
            if (accept is not null)
            {
                request.Headers.TryAddWithoutValidation("Accept", accept);
            }

            return request;
        },
        cancellationToken);

    public void Dispose() => service.Dispose();
}
