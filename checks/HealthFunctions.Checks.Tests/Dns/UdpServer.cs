using System.Net;
using System.Net.Sockets;

namespace HealthFunctions.Checks.Tests.Dns;

/// <summary>Answers datagrams as a test wants.</summary>
internal sealed class UdpServer : IAsyncDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _end = new();
    private readonly Task _answering;

    /// <param name="answer">Makes the answer to a question, of which it also gets the number, from 1; null for none.</param>
    public UdpServer(Func<byte[], int, Task<byte[]?>> answer) => _answering = AnswerAsync(answer);

    public string Address => _socket.Client.LocalEndPoint!.ToString()!;

    /// <summary>Gets the number of questions so far.</summary>
    public int Questions { get; private set; }

    /// <summary>Never answers.</summary>
    public static UdpServer Silent() => new((_, _) => Task.FromResult<byte[]?>(null));

    /// <summary>Answers each question.</summary>
    public static UdpServer Answering(Func<byte[], byte[]> answer) => new((question, _) => Task.FromResult<byte[]?>(answer(question)));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _answering;
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task AnswerAsync(Func<byte[], int, Task<byte[]?>> answer)
    {
        try
        {
            while (true)
            {
                UdpReceiveResult question = await _socket.ReceiveAsync(_end.Token);
                if (await answer(question.Buffer, ++Questions) is { } bytes)
                {
                    await _socket.SendAsync(bytes, question.RemoteEndPoint, _end.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
