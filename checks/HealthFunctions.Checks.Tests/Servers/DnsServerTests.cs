using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HealthFunctions.Checks.Tests.Servers;

public sealed class DnsServerTests(DnsServer server)
{
    private const ushort A = 1;
    private const ushort Cname = 5;
    private const ushort Mx = 15;
    private const ushort Txt = 16;
    private const ushort Aaaa = 28;

    private const int NoSuchName = 3;
    private const int Refused = 5;

    [Fact]
    public async Task It_has_records_of_each_type()
    {
        await server.StartAsync();

        Assert.Equal((0, 1), await CountAsync(server.OneAddress, A));
        Assert.Equal((0, 0), await CountAsync(server.OneAddress, Aaaa));
        Assert.Equal((0, 2), await CountAsync(server.ThreeAddresses, A));
        Assert.Equal((0, 1), await CountAsync(server.ThreeAddresses, Aaaa));
        // The alias and what it leads to.
        Assert.Equal((0, 2), await CountAsync(server.Alias, A));
        Assert.Equal((0, 1), await CountAsync(server.Alias, Cname));
        Assert.Equal((0, 1), await CountAsync(server.Text, Txt));
        Assert.Equal((0, 1), await CountAsync(server.Mail, Mx));
    }

    [Fact]
    public async Task It_knows_no_other_names()
    {
        await server.StartAsync();

        Assert.Equal((NoSuchName, 0), await CountAsync(server.Missing, A));
        Assert.Equal((Refused, 0), await CountAsync("www.example.org", A));
    }

    // RFC 1035: a query for recursion with one question of class IN; the header of the answer has its code and its number of records.
    private async Task<(int Code, int Answers)> CountAsync(string name, ushort type)
    {
        byte[] query =
        [
            1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0,
            .. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)),
            0, 0, (byte)type, 0, 1,
        ];
        using UdpClient client = new();
        await client.SendAsync(query, new IPEndPoint(IPAddress.Parse(server.Host), server.Port), TestContext.Current.CancellationToken);
        byte[] answer = (await client.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer;
        return (answer[3] & 15, BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(6)));
    }
}
