using HealthFunctions.Checks.Http.Identity;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Proves it by tokens of a managed identity.</summary>
internal sealed class IdentityMessagingCredential(ManagedIdentity identity) : MessagingCredential
{
    public override string TokenType => "jwt";

    /// <exception cref="ManagedIdentityException">No token can be had.</exception>
    public override ValueTask<string> GetTokenAsync(string resource, CancellationToken cancellationToken) => identity.GetTokenAsync(cancellationToken);

    public override void Reject() => identity.Forget();

    public override void Dispose()
    {
        identity.Dispose();
        base.Dispose();
    }
}
