using System.Globalization;
using HealthFunctions.Testing;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>
/// EHLO, NOOP and QUIT without TLS, answered by a stand-in in this process: the server of the tests waits 100 ms before it greets,
/// in which any difference would be lost.
/// </summary>
internal sealed class SmtpProbe : Probe
{
    private readonly ScriptedServer _server = new(AnswerAsync);

    public override string What => "Smtp, NOOP on a new connection";

    public override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Type", "Smtp"), ("Host", $"{_server.Address.Address}"), ("Port", _server.Address.Port.ToString(CultureInfo.InvariantCulture)), ("Security", "None"),
    ];

    public override Task StartAsync() => Task.CompletedTask;

    public override void AddType(IHealthChecksBuilder checks) => checks.AddSmtpCheckTypes();

    public override async Task CallAsync(CancellationToken cancellationToken)
    {
        using SmtpClient client = new();
        await client.ConnectAsync($"{_server.Address.Address}", _server.Address.Port, SecureSocketOptions.None, cancellationToken);
        await client.NoOpAsync(cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    public override ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task AnswerAsync(ScriptedConnection connection)
    {
        await connection.WriteAsync("220 ready\r\n");
        using StreamReader commands = new(connection.Stream, leaveOpen: true);
        while (await commands.ReadLineAsync() is not null)
        {
            await connection.WriteAsync("250 OK\r\n");
        }
    }
}
