using System.Net;
using System.Net.Sockets;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Faults;

/// <summary>Passes on what a server answers, up to the middle of one answer.</summary>
internal static class CutAnswer
{
    /// <summary>Connects to the server and passes everything on, up to the middle of one answer.</summary>
    /// <param name="connection">The connection of the client.</param>
    /// <param name="port">The port of the server.</param>
    /// <param name="answer">Which of the answers, from 1.</param>
    /// <param name="stayOpen">What to do then, where the connection stays open and nothing more is passed on; null for one that is closed.</param>
    public static async Task RelayAsync(ScriptedConnection connection, int port, int answer, Action? stayOpen)
    {
        using TcpClient server = new(IPAddress.Loopback.ToString(), port);
        NetworkStream stream = server.GetStream();
        int answers = 0;
        int asked = 0;
        int answered = -1;
        Task asking = AskAsync();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while (answers != answer && (read = await stream.ReadAsync(buffer)) > 0)
        {
            // The first bytes after a request begin an answer.
            int request = Volatile.Read(ref asked);
            if (request != answered)
            {
                answered = request;
                answers++;
            }

            await connection.Stream.WriteAsync(buffer.AsMemory(0, answers == answer ? read / 2 : read));
        }

        if (stayOpen is not null)
        {
            stayOpen();
            await asking;
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
