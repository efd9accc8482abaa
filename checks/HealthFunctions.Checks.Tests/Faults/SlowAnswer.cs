using System.Net;
using System.Net.Sockets;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Faults;

/// <summary>Passes on what a server answers at a byte a second.</summary>
internal static class SlowAnswer
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Connects to the server and passes everything on, until one of both closes its connection.</summary>
    public static async Task RelayAsync(ScriptedConnection connection, int port, TimeProvider time)
    {
        using TcpClient server = new(IPAddress.Loopback.ToString(), port);
        NetworkStream stream = server.GetStream();
        using CancellationTokenSource gone = new();
        Task asking = AskAsync();
        byte[] next = new byte[1];
        try
        {
            while (await stream.ReadAsync(next, gone.Token) > 0)
            {
                await connection.Stream.WriteAsync(next, gone.Token);
                await Task.Delay(Second, time, gone.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has closed its connection.
        }

        connection.Dispose();
        await asking;

        async Task AskAsync()
        {
            try
            {
                await connection.Stream.CopyToAsync(stream);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // Closed too, with bytes of ours unread.
            }

            await gone.CancelAsync();
        }
    }
}
