using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using HealthFunctions.Checks.Tests.Faults;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Serves one connection of a <see cref="TdsServer"/>.</summary>
/// <param name="server">The server.</param>
/// <param name="session">The number of the session, which <c>SELECT @@SPID</c> returns.</param>
internal sealed class TdsSession(TdsServer server, int session)
{
    private const byte Batch = 1;
    private const byte Response = 4;
    private const byte Attention = 6;
    private const byte Login = 16;
    private const byte TlsHandshake = 22;
    private const byte NoEncryption = 2;
    private const byte Encryption = 1;

    /// <summary>Serves the connection to its end.</summary>
    public async Task ServeAsync(Stream stream)
    {
        byte[] first = new byte[1];
        await stream.ReadExactlyAsync(first);
        await using ResumedStream whole = new(first, stream);
        if (first[0] == TlsHandshake)
        {
            // Encrypt=Strict: TLS first, and the protocol within.
            await using SslStream tls = new(whole, leaveInnerStreamOpen: true);
            await AuthenticateAsync(tls);
            await GreetAsync(tls, canEncrypt: false);
            await ServeLoginAsync(tls);
        }
        else if (await GreetAsync(whole, canEncrypt: true))
        {
            await using TdsHandshakeStream handshake = new(whole);
            await using SslStream tls = new(handshake, leaveInnerStreamOpen: true);
            await AuthenticateAsync(tls);
            handshake.IsOver = true;
            await ServeLoginAsync(tls);
        }
        else
        {
            await ServeLoginAsync(whole);
        }
    }

    [SuppressMessage("Security", "CA5398:Avoid hardcoding SslProtocols values", Justification = "In version 1.3 messages follow the handshake, and the protocol wraps the handshake alone.")]
    private Task AuthenticateAsync(SslStream tls) => tls.AuthenticateAsServerAsync(
        server.Certificate, clientCertificateRequired: false, SslProtocols.Tls12, checkCertificateRevocation: false);

    /// <summary>Answers the first message, which settles the encryption.</summary>
    /// <returns>Whether TLS comes next.</returns>
    private static async Task<bool> GreetAsync(Stream stream, bool canEncrypt)
    {
        (_, byte[] asked) = await TdsPacket.ReadAsync(stream);
        // Five bytes for each option: which, where, how long.
        byte encryption = canEncrypt && OptionOf(asked, 1) is Encryption ? Encryption : NoEncryption;
        byte[] answer = [0, 0, 16, 0, 6, 1, 0, 22, 0, 1, 4, 0, 23, 0, 1, 0xFF, 16, 0, 0, 0, 0, 0, encryption, 0];
        await TdsPacket.WriteAsync(stream, Response, answer);
        return encryption == Encryption;
    }

    private static byte OptionOf(byte[] options, byte option)
    {
        for (int i = 0; options[i] != 0xFF; i += 5)
        {
            if (options[i] == option)
            {
                return options[BinaryPrimitives.ReadUInt16BigEndian(options.AsSpan(i + 1))];
            }
        }

        return 0;
    }

    private async Task ServeLoginAsync(Stream stream)
    {
        (byte type, byte[] login) = await TdsPacket.ReadAsync(stream);
        if (type != Login)
        {
            return;
        }

        string database = TextOf(login, 68);
        int error = TextOf(login, 40) != server.User || PasswordOf(login) != server.Password ? 18456
            : database.Length > 0 && database != server.Database ? 4060
            : 0;
        if (error != 0)
        {
            await TdsPacket.WriteAsync(stream, Response, [.. TdsToken.Error(error, 14, "The login failed."), .. TdsToken.Done(failed: true)]);
            return;
        }

        await TdsPacket.WriteAsync(stream, Response, [.. TdsToken.LoginAccepted(login.AsSpan(4, 4)), .. TdsToken.Done()]);
        while (true)
        {
            await AnswerAsync(stream);
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        (byte type, byte[] request) = await TdsPacket.ReadAsync(stream);
        if (type != Batch)
        {
            throw new IOException($"A message of type {type} is not expected.");
        }

        // Headers come first, after their length.
        string query = Encoding.Unicode.GetString(request.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(request)));
        byte[] answer = query switch
        {
            "SELECT @@SPID" => [.. TdsToken.Value(session), .. TdsToken.Done()],
            "SELECT 1 WHERE 1 = 0" => [.. TdsToken.Done()],
            "WAITFOR DELAY '1:00'" => await WaitForAttentionAsync(stream),
            "SELECT 1 FROM nowhere" => [.. TdsToken.Error(208, 16, "Invalid object name."), .. TdsToken.Done(failed: true)],
            "SELECT 1 FROM secret" => [.. TdsToken.Error(229, 14, "The SELECT permission was denied."), .. TdsToken.Done(failed: true)],
            "SHUTDOWN" => [.. TdsToken.Error(6005, 20, "SHUTDOWN is in progress."), .. TdsToken.Done(failed: true)],
            _ when query.StartsWith("SELECT ", StringComparison.Ordinal) && int.TryParse(query.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out int value) =>
                [.. TdsToken.Value(value), .. TdsToken.Done()],
            _ => [.. TdsToken.Error(102, 15, "Incorrect syntax."), .. TdsToken.Done(failed: true)],
        };
        await TdsPacket.WriteAsync(stream, Response, answer);
    }

    private async Task<byte[]> WaitForAttentionAsync(Stream stream)
    {
        server.Working++;
        (byte type, _) = await TdsPacket.ReadAsync(stream);
        server.Working--;
        return type == Attention ? TdsToken.Done(attention: true) : throw new IOException($"A message of type {type} is not expected.");
    }

    private static string TextOf(byte[] login, int position) => Encoding.Unicode.GetString(BytesOf(login, position));

    private static string PasswordOf(byte[] login) => Encoding.Unicode.GetString(
        [.. BytesOf(login, 44).ToArray().Select(hidden => (byte)(hidden ^ 0xA5)).Select(swapped => (byte)((swapped << 4) | (swapped >> 4)))]);

    private static ReadOnlySpan<byte> BytesOf(byte[] login, int position) => login.AsSpan(
        BinaryPrimitives.ReadUInt16LittleEndian(login.AsSpan(position)), 2 * BinaryPrimitives.ReadUInt16LittleEndian(login.AsSpan(position + 2)));
}
