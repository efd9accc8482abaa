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
    /// <param name="headers">The headers that the service asks for, beside those of all requests.</param>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string resource, CancellationToken cancellationToken, params IEnumerable<(string Name, string Value)> headers) => service.SendAsync(
        () =>
        {
            HttpRequestMessage request = new(method, new Uri($"{_base}/{resource}"));
            request.Headers.TryAddWithoutValidation("x-ms-version", Version);
            foreach ((string name, string value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            return request;
        },
        cancellationToken);

    public void Dispose() => service.Dispose();
}
