namespace HealthFunctions.Checks.Tests.Servers;

public sealed class NatsServerTests(NatsServer server)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_answers_a_ping_with_and_without_TLS(bool tls)
    {
        await server.StartAsync();

        Assert.Equal("PONG", await PingAsync(tls, server.Password));
        Assert.Equal("-ERR 'Authorization Violation'", await PingAsync(tls, "wrong"));
    }

    private async Task<string> PingAsync(bool tls, string password)
    {
        await using LineClient client = await LineClient.ConnectAsync(server.Host, server.Port);
        Assert.StartsWith("INFO ", await client.ReadLineAsync(), StringComparison.Ordinal);
        if (tls)
        {
            await client.StartTlsAsync(server.Authority);
        }

        return await client.AskAsync($$"""CONNECT {"verbose":false,"user":"{{server.User}}","pass":"{{password}}"}""" + "\r\nPING");
    }
}
