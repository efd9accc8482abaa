using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Http;
using HealthFunctions.Checks.Http.Identity;

namespace HealthFunctions.Checks.Azure;

/// <summary>Defines a type of check that asks an Azure service.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
internal abstract class AzureCheckType<TOptions> : HealthCheckType<TOptions>
    where TOptions : class, new()
{
    /// <summary>Gets whom to trust in the system's place; null for the system's own policy.</summary>
    public X509ChainPolicy? Trust { get; init; }

    /// <summary>Gets how a variable of the environment is found, which tells who gives the tokens of the managed identity.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Makes the identity that the app has in Azure. Nobody is asked before the first token.</summary>
    /// <param name="audience">For whom its tokens are, such as <c>https://storage.azure.com</c>.</param>
    /// <param name="clientId">The identity; null for the one that the environment names, or the system assigns.</param>
    /// <param name="time">The clock that the ends of tokens are held to.</param>
    protected ManagedIdentity CreateIdentity(string audience, string? clientId, TimeProvider time) =>
        new(audience, clientId, IdentityEndpoint.Find(Variable), new HttpConnector(new HappyEyeballs(time)), time);
}
