namespace HealthFunctions.Testing.Conformance;

/// <summary>Holds a response as the caller gets it from any host.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Headers">All headers except those that servers add.</param>
/// <param name="Body">The body.</param>
public sealed record ContractAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal static async Task<ContractAnswer> FromAsync(HttpClient client, string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new ContractAnswer(
            (int)response.StatusCode,
            response.Headers.Concat(response.Content.Headers)
                .Where(header => header.Key != "Date")
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
