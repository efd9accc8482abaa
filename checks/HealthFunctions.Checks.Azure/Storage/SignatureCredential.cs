namespace HealthFunctions.Checks.Azure.Storage;

/// <summary>Adds a shared access signature to the URIs of requests.</summary>
/// <param name="signature">The signature, a query without its question mark.</param>
internal sealed class SignatureCredential(string signature) : AzureCredential
{
    public override ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string uri = request.RequestUri!.AbsoluteUri;
        request.RequestUri = new Uri($"{uri}{(uri.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{signature}");
        return ValueTask.CompletedTask;
    }
}
