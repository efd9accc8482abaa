using System.Buffers.Binary;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Reads and writes messages of SQL Server's protocol, each of one packet or of several.</summary>
internal static class TdsPacket
{
    private const int HeaderLength = 8;
    private const byte Last = 1;

    /// <summary>Reads a message.</summary>
    /// <exception cref="EndOfStreamException">There is none: the client has closed the connection.</exception>
    public static async Task<(byte Type, byte[] Message)> ReadAsync(Stream stream)
    {
        using MemoryStream message = new();
        byte[] header = new byte[HeaderLength];
        do
        {
            await stream.ReadExactlyAsync(header);
            byte[] content = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - HeaderLength];
            await stream.ReadExactlyAsync(content);
            message.Write(content);
        }
        while ((header[1] & Last) == 0);

        return (header[0], message.ToArray());
    }

    /// <summary>Writes a message of one packet.</summary>
    public static async Task WriteAsync(Stream stream, byte type, byte[] message)
    {
        byte[] packet = new byte[HeaderLength + message.Length];
        packet[0] = type;
        packet[1] = Last;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[6] = 1;
        message.CopyTo(packet, HeaderLength);
        await stream.WriteAsync(packet);
    }
}
