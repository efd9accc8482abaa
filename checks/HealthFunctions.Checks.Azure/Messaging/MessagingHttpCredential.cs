namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Shows the token of a messaging client to the REST API.</summary>
/// <param name="service">The namespace, which owns the credential.</param>
/// <param name="entity">The path of the entity that is asked for.</param>
internal sealed class MessagingHttpCredential(MessagingService service, string entity) : AzureCredential
{
    public override async ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string token = await service.Credential.GetTokenAsync(service.ResourceOf("https", entity), cancellationToken).ConfigureAwait(false);
        request.Headers.TryAddWithoutValidation("Authorization", service.Credential.TokenType == "jwt" ? $"Bearer {token}" : token);
    }
}
