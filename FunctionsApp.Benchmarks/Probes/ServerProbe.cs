using System.Globalization;
using HealthFunctions.Checks.Tests.Servers;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>A probe of a server that the tests of the check start too.</summary>
/// <typeparam name="TServer">The server.</typeparam>
internal abstract class ServerProbe<TServer> : Probe
    where TServer : RealServer, new()
{
    protected TServer Server { get; } = new();

    public sealed override async Task StartAsync()
    {
        await Server.StartAsync();
        await ConnectAsync();
    }

    public sealed override async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Makes what the calls share: a client that keeps its connection.</summary>
    protected virtual Task ConnectAsync() => Task.CompletedTask;

    protected virtual ValueTask DisconnectAsync() => default;

    protected static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
