using System.Collections.Concurrent;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Smtp;

/// <summary>Represents an SMTP server without TLS that answers each command as a test says.</summary>
internal sealed class ScriptedSmtp : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ScriptedServer _server;

    /// <param name="greeting">The first line.</param>
    /// <param name="answer">Returns the answer to a command; null for <c>250 OK</c>.</param>
    public ScriptedSmtp(string greeting = "220 ready", Func<string, string?>? answer = null) => _server = new ScriptedServer(async connection =>
    {
        await connection.WriteAsync($"{greeting}\r\n");
        using StreamReader reader = new(connection.Stream, leaveOpen: true);
        while (await reader.ReadLineAsync() is { } command)
        {
            _commands.Enqueue(command.Split(' ')[0]);
            await connection.WriteAsync($"{answer?.Invoke(command) ?? "250 OK"}\r\n");
        }
    });

    public int Port => _server.Address.Port;

    /// <summary>Gets the first words of the commands so far.</summary>
    public IEnumerable<string> Commands => _commands;

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
