namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Represents what a client proves by that it may ask.</summary>
internal abstract class MessagingCredential : IDisposable
{
    /// <summary>Gets the type of the tokens, as the services name it.</summary>
    public abstract string TokenType { get; }

    /// <summary>Gets a token.</summary>
    /// <param name="resource">What it is for, such as <c>amqps://shop.servicebus.windows.net/orders</c>.</param>
    /// <param name="cancellationToken">The token of the run.</param>
    public abstract ValueTask<string> GetTokenAsync(string resource, CancellationToken cancellationToken);

    /// <summary>Takes note that the service did not accept it.</summary>
    public virtual void Reject()
    {
    }

    public virtual void Dispose()
    {
    }
}
