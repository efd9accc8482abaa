using System.Text;

namespace HealthFunctions.Checks.Tests.Servers;

public sealed class SmtpServerTests(SmtpServer server)
{
    [Fact]
    public async Task It_offers_STARTTLS_and_takes_no_password_in_clear()
    {
        await server.StartAsync();
        await using LineClient client = await LineClient.ConnectAsync(server.Host, server.Port);

        Assert.StartsWith("220 ", await client.ReadLineAsync(), StringComparison.Ordinal);
        List<string> offers = await HelloAsync(client);

        Assert.Contains("250 STARTTLS", offers);
        Assert.StartsWith("538 ", await client.AskAsync($"AUTH PLAIN {Plain(server.Password)}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_takes_the_password_under_TLS_and_no_other(bool startTls)
    {
        await server.StartAsync();
        await using LineClient client = await LineClient.ConnectAsync(server.Host, startTls ? server.Port : server.TlsPort);
        if (startTls)
        {
            await client.ReadLineAsync();
            await HelloAsync(client);
            Assert.StartsWith("220 ", await client.AskAsync("STARTTLS"), StringComparison.Ordinal);
        }

        await client.StartTlsAsync(server.Authority);
        if (!startTls)
        {
            await client.ReadLineAsync();
        }

        await HelloAsync(client);
        Assert.StartsWith("535 ", await client.AskAsync($"AUTH PLAIN {Plain("wrong")}"), StringComparison.Ordinal);
        Assert.StartsWith("235 ", await client.AskAsync($"AUTH PLAIN {Plain(server.Password)}"), StringComparison.Ordinal);
    }

    private static async Task<List<string>> HelloAsync(LineClient client)
    {
        List<string> lines = [await client.AskAsync("EHLO localhost")];
        while (lines[^1].StartsWith("250-", StringComparison.Ordinal))
        {
            lines.Add(await client.ReadLineAsync());
        }

        return lines;
    }

    private string Plain(string password) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"\0{server.User}\0{password}"));
}
