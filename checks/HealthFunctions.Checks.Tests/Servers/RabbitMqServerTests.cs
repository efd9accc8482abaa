using System.Buffers.Binary;
using System.Text;

namespace HealthFunctions.Checks.Tests.Servers;

public sealed class RabbitMqServerTests(RabbitMqServer server)
{
    private const uint ConnectionStart = 10 << 16 | 10;
    private const uint ConnectionTune = 10 << 16 | 30;
    private const uint ConnectionClose = 10 << 16 | 50;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_takes_the_password_with_and_without_TLS(bool tls)
    {
        await server.StartAsync();

        Assert.Equal(ConnectionTune, await LogInAsync(tls, server.Password));
        Assert.Equal(ConnectionClose, await LogInAsync(tls, "wrong"));
    }

    // AMQP 0-9-1: the header, then Start, StartOk, and what the server thinks of it.
    private async Task<uint> LogInAsync(bool tls, string password)
    {
        await using LineClient client = await LineClient.ConnectAsync(server.Host, tls ? server.TlsPort : server.Port);
        if (tls)
        {
            await client.StartTlsAsync(server.Authority);
        }

        await client.Stream.WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(ConnectionStart, await ReadMethodAsync(client));
        await client.Stream.WriteAsync(StartOk($"\0{server.User}\0{password}"), TestContext.Current.CancellationToken);
        return await ReadMethodAsync(client);
    }

    // A client that says that it understands a refusal is told one.
    private static byte[] StartOk(string response) => Frame(
    [
        .. Number(10 << 16 | 11),
        .. Long([.. Short("capabilities"), (byte)'F', .. Long([.. Short("authentication_failure_close"), (byte)'t', 1])]),
        .. Short("PLAIN"),
        .. Long(Encoding.ASCII.GetBytes(response)),
        .. Short("en_US"),
    ]);

    private static byte[] Frame(byte[] method) => [1, 0, 0, .. Long(method), 0xCE];

    private static byte[] Short(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Long(byte[] bytes) => [.. Number((uint)bytes.Length), .. bytes];

    private static byte[] Number(uint number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static async Task<uint> ReadMethodAsync(LineClient client)
    {
        byte[] header = await client.ReadAsync(7);
        byte[] payload = await client.ReadAsync(BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(3)) + 1);
        return BinaryPrimitives.ReadUInt32BigEndian(payload);
    }
}
