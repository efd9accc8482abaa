using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Faults;

/// <summary>Represents a TCP endpoint with a fault, for checks to probe: some stand before a real server, others need none.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The endpoint disposes of what it is made of.")]
internal sealed class FaultyEndpoint : IAsyncDisposable
{
    private readonly Func<ValueTask> _dispose;
    private readonly ScriptedServer? _server;

    private FaultyEndpoint(ScriptedServer server)
        : this(server.Address.Port, server.DisposeAsync) => _server = server;

    private FaultyEndpoint(int port, Func<ValueTask> dispose)
    {
        Port = port;
        _dispose = dispose;
    }

    /// <summary>Gets the address, 127.0.0.1.</summary>
    public string Host { get; } = $"{IPAddress.Loopback}";

    /// <summary>Gets the port.</summary>
    public int Port { get; }

    /// <summary>Gets the number of connections that were accepted so far.</summary>
    public int Connections => _server?.Connections.Count ?? 0;

    /// <summary>Refuses each connection: nobody listens.</summary>
    public static FaultyEndpoint Refused()
    {
        ReservedPort port = new();
        return Unserved(port.Number, port);
    }

    /// <summary>Answers no attempt to connect.</summary>
    public static FaultyEndpoint BlackHole()
    {
        BlackHole hole = new();
        return Unserved(hole.Address.Port, hole);
    }

    /// <summary>Accepts each connection, takes whatever it sends and never answers.</summary>
    public static FaultyEndpoint Silent() => new(new ScriptedServer(connection => connection.ReadToEndAsync()));

    /// <summary>Answers with bytes that belong to no protocol, once on its own account and then after whatever it is sent.</summary>
    public static FaultyEndpoint Garbage() => new(new ScriptedServer(Faults.Garbage.AnswerAsync));

    /// <summary>Passes on what a server answers at a byte a second, and what it is asked at once.</summary>
    /// <param name="port">The port of the server on this machine.</param>
    /// <param name="time">The clock of the seconds; the system's by default.</param>
    public static FaultyEndpoint ByteASecond(int port, TimeProvider? time = null) =>
        new(new ScriptedServer(connection => SlowAnswer.RelayAsync(connection, port, time ?? TimeProvider.System)));

    /// <summary>Passes on half of an answer of a server and then closes the connection.</summary>
    /// <param name="port">The port of the server on this machine.</param>
    /// <param name="answer">
    /// Which of the answers, from 1. All that a server sends before it is asked again is one answer; so is what it sends on its
    /// own account after it has accepted the connection.
    /// </param>
    public static FaultyEndpoint ClosingMidAnswer(int port, int answer = 1) =>
        new(new ScriptedServer(connection => CutAnswer.RelayAsync(connection, port, answer, stayOpen: null)));

    /// <summary>Passes on half of an answer of a server and then nothing more. The connection stays open.</summary>
    /// <param name="port">The port of the server on this machine.</param>
    /// <param name="answer">Which of the answers, from 1, counted as by <see cref="ClosingMidAnswer"/>.</param>
    /// <param name="silent">What to do once it is silent; null for nothing.</param>
    public static FaultyEndpoint SilentMidAnswer(int port, int answer = 1, Action? silent = null) =>
        new(new ScriptedServer(connection => CutAnswer.RelayAsync(connection, port, answer, stayOpen: silent ?? (() => { }))));

    /// <summary>
    /// Shows its own certificate in the place of the server's, and passes on everything else. It does so wherever the client
    /// begins the handshake: at once, or after the words by which the protocol changes to TLS.
    /// </summary>
    /// <param name="port">The port of the server on this machine. It speaks TLS too.</param>
    /// <param name="certificate">The certificate, with its key.</param>
    public static FaultyEndpoint Tls(int port, X509Certificate2 certificate) =>
        new(new ScriptedServer(connection => OtherCertificate.RelayAsync(connection, port, certificate)));

    public ValueTask DisposeAsync() => _dispose();

    private static FaultyEndpoint Unserved(int port, IDisposable resource) => new(port, () =>
    {
        resource.Dispose();
        return ValueTask.CompletedTask;
    });
}
