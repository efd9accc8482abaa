using System.Text;

namespace HealthFunctions.Checks.Tests.Servers;

public sealed class MosquittoServerTests(MosquittoServer server)
{
    private const byte Accepted = 0;
    private const byte NotAuthorized = 5;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_takes_the_password_with_and_without_TLS(bool tls)
    {
        await server.StartAsync();

        Assert.Equal([0x20, 2, 0, Accepted], await ConnectAsync(tls, server.Password));
        Assert.Equal([0x20, 2, 0, NotAuthorized], await ConnectAsync(tls, "wrong"));
    }

    // MQTT 3.1.1: CONNECT with a clean session, a name and a password; the answer is a CONNACK.
    private async Task<byte[]> ConnectAsync(bool tls, string password)
    {
        await using LineClient client = await LineClient.ConnectAsync(server.Host, tls ? server.TlsPort : server.Port);
        if (tls)
        {
            await client.StartTlsAsync(server.Authority);
        }

        byte[] connect = [.. Text("MQTT"), 4, 0b1100_0010, 0, 60, .. Text("tests"), .. Text(server.User), .. Text(password)];
        await client.Stream.WriteAsync(new byte[] { 0x10, (byte)connect.Length }.Concat(connect).ToArray(), TestContext.Current.CancellationToken);
        return await client.ReadAsync(4);
    }

    private static byte[] Text(string text) => [0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
