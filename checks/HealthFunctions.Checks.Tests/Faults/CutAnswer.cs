using System.Net;
using System.Net.Sockets;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Faults;

/// <summary>Passes on half of an answer of a server and then closes the connection.</summary>
internal static class CutAnswer
{
    /// <summary>Connects to the server and passes everything on, up to the middle of one answer.</summary>
    public static async Task RelayAsync(ScriptedConnection connection, int port, int answer)
    {
        using TcpClient server = new(IPAddress.Loopback.ToString(), port);
        NetworkStream stream = server.GetStream();
        int answers = 0;
        int asked = 0;
        int answered = -1;
        _ = AskAsync();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            // The first bytes after a request begin an answer.
            int request = Volatile.Read(ref asked);
            if (request != answered)
            {
                answered = request;
                answers++;
            }

            if (answers == answer)
            {
                await connection.Stream.WriteAsync(buffer.AsMemory(0, read / 2));
                return;
            }

            await connection.Stream.WriteAsync(buffer.AsMemory(0, read));
        }

        async Task AskAsync()
        {
            byte[] question = new byte[64 * 1024];
            try
            {
                while (await connection.Stream.ReadAsync(question) is > 0 and int length)
                {
                    Interlocked.Increment(ref asked);
                    await stream.WriteAsync(question.AsMemory(0, length));
                }

                server.Close();
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // Both ends are closed by then.
            }
        }
    }
}
