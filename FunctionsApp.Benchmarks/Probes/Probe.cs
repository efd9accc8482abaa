using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>A server, a check of it, and a call of the bare client that does the same on the wire.</summary>
internal abstract class Probe : IAsyncDisposable
{
    /// <summary>The type of the check, and what a run does.</summary>
    public abstract string What { get; }

    /// <summary>The settings of the check, <c>Type</c> among them.</summary>
    public abstract IEnumerable<(string Key, string Value)> Settings { get; }

    /// <summary>How often the check and the client are called in their turns: more often than once where a call takes microseconds.</summary>
    public virtual int CallsPerTurn => 5;

    /// <summary>Starts the server, and whatever the calls share.</summary>
    public abstract Task StartAsync();

    /// <summary>Adds the type of the check, if the core does not have it.</summary>
    public virtual void AddType(IHealthChecksBuilder checks)
    {
    }

    /// <summary>Makes one call of the bare client.</summary>
    public abstract Task CallAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
