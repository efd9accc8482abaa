using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>
/// Represents an SMTP server, npm's smtp-server: STARTTLS on one port, TLS from the start on a second one. It takes a user's
/// name and password by PLAIN and LOGIN, under TLS only.
/// </summary>
public sealed class SmtpServer : ProcessServer
{
    /// <summary>Gets the port that offers STARTTLS.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the port with TLS from the start.</summary>
    public int TlsPort { get; private set; }

    /// <summary>Gets the name of a user.</summary>
    public string User { get; } = "health";

    /// <summary>Gets the password of the user.</summary>
    public string Password { get; } = Canary.Create();

    private protected override Task PrepareAsync()
    {
        Port = ReservePort();
        TlsPort = ReservePort();
        return Task.CompletedTask;
    }

    private protected override Task<ServerProcess> LaunchAsync() => ServerProcess.StartAsync(
        ServerPrograms.FindNode("smtp-server"),
        [Repository.Path("tools", "servers", "smtp.mjs"), Host, $"{Port}", $"{TlsPort}", Certificates.Certificate, Certificates.Key],
        [("SMTP_USER", User), ("SMTP_PASSWORD", Password)]);

    private protected override async Task WaitUntilReadyAsync(ServerProcess process)
    {
        await process.WaitForLineAsync("SMTP listens");
        await process.WaitForLineAsync("SMTPS listens");
    }
}
