using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Faults;

/// <summary>Passes everything on between a client and a server, with another certificate than the server's.</summary>
internal static class OtherCertificate
{
    /// <summary>Connects to the server and passes everything on, until one of both closes its connection.</summary>
    public static async Task RelayAsync(ScriptedConnection connection, int port, X509Certificate2 certificate)
    {
        using TcpClient server = new(IPAddress.Loopback.ToString(), port);
        try
        {
            await RelayAsync(connection.Stream, server.GetStream(), certificate);
        }
        catch (AuthenticationException)
        {
            // The client does not want this certificate.
        }
    }

    private static async Task RelayAsync(Stream client, Stream server, X509Certificate2 certificate)
    {
        using CancellationTokenSource greeted = new();
        Task answers = CopyUntilAsync(server, client, greeted.Token);
        if (await CopyUntilHelloAsync(client, server) is not { } hello)
        {
            return;
        }

        await greeted.CancelAsync();
        await answers;
        await using SslStream inner = new(server, leaveInnerStreamOpen: false, (_, theirs, _, _) => theirs is not null);
        await inner.AuthenticateAsClientAsync("localhost");
        await using SslStream outer = new(new ResumedStream(hello, client), leaveInnerStreamOpen: false);
        await outer.AuthenticateAsServerAsync(certificate);
        await Task.WhenAny(inner.CopyToAsync(outer), outer.CopyToAsync(inner));
    }

    // A protocol that changes to TLS tells so by words in clear.
    private static async Task<byte[]?> CopyUntilHelloAsync(Stream client, Stream server)
    {
        byte[] buffer = new byte[64 * 1024];
        while (await client.ReadAsync(buffer) is > 0 and int read)
        {
            int hello = FindHello(buffer.AsSpan(0, read));
            await server.WriteAsync(buffer.AsMemory(0, hello < 0 ? read : hello));
            if (hello >= 0)
            {
                return buffer[hello..read];
            }
        }

        return null;
    }

    // A record of a handshake, of version 3.x, that begins with the message ClientHello (RFC 8446, section 5.1). MySQL's client
    // sends it together with the words before.
    private static int FindHello(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i + 5 < bytes.Length; i++)
        {
            if (bytes[i] == 22 && bytes[i + 1] == 3 && bytes[i + 5] == 1)
            {
                return i;
            }
        }

        return -1;
    }

    private static async Task CopyUntilAsync(Stream from, Stream to, CancellationToken end)
    {
        try
        {
            await from.CopyToAsync(to, end);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
