namespace HealthFunctions.Checks.Azure;

/// <summary>Represents what a request proves by that it may ask.</summary>
internal abstract class AzureCredential : IDisposable
{
    /// <summary>Adds the proof to a request that is complete but for that.</summary>
    public abstract ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Takes note that the service did not accept it.</summary>
    public virtual void Reject()
    {
    }

    public virtual void Dispose()
    {
    }
}
