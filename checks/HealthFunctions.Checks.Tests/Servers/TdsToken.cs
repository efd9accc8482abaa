using System.Buffers.Binary;
using System.Text;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Makes the tokens that answers of SQL Server's protocol consist of.</summary>
internal static class TdsToken
{
    /// <summary>Accepts a login.</summary>
    /// <param name="version">The version of the protocol that the client asks for, least byte first.</param>
    public static byte[] LoginAccepted(ReadOnlySpan<byte> version) =>
        Token(0xAD, [1, version[3], version[2], version[1], version[0], .. ShortText("Microsoft SQL Server"), 16, 0, 0, 0]);

    /// <summary>Returns one row of one column, a number.</summary>
    public static byte[] Value(int value) =>
    [
        // One column of type int, without a name.
        0x81, 1, 0, 0, 0, 0, 0, 0, 0, 0x38, 0,
        0xD1, .. Bytes(value),
    ];

    /// <summary>Tells an error.</summary>
    public static byte[] Error(int number, byte severity, string message) =>
        Token(0xAA, [.. Bytes(number), 1, severity, .. Bytes((ushort)message.Length), .. Encoding.Unicode.GetBytes(message), .. ShortText("stand-in"), 0, 1, 0, 0, 0]);

    /// <summary>Ends an answer.</summary>
    public static byte[] Done(bool failed = false, bool attention = false) =>
        [0xFD, (byte)((failed ? 0x02 : 0) | (attention ? 0x20 : 0x10)), 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] Token(byte token, byte[] content) => [token, .. Bytes((ushort)content.Length), .. content];

    private static byte[] ShortText(string text) => [(byte)text.Length, .. Encoding.Unicode.GetBytes(text)];

    private static byte[] Bytes(int number)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] Bytes(ushort number) => [(byte)number, (byte)(number >> 8)];
}
