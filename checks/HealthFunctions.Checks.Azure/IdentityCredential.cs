using System.Net.Http.Headers;
using HealthFunctions.Checks.Http.Identity;

namespace HealthFunctions.Checks.Azure;

/// <summary>Shows a token of a managed identity.</summary>
internal sealed class IdentityCredential(ManagedIdentity identity) : AzureCredential
{
    /// <exception cref="ManagedIdentityException">No token can be had.</exception>
    public override async ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await identity.GetTokenAsync(cancellationToken).ConfigureAwait(false));

    public override void Reject() => identity.Forget();

    public override void Dispose()
    {
        identity.Dispose();
        base.Dispose();
    }
}
