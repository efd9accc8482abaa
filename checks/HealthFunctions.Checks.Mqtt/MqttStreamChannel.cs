using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;
using MQTTnet.Exceptions;

namespace HealthFunctions.Checks.Mqtt;

/// <summary>
/// Gives MQTTnet's codec a stream that is connected already, and holds the answers to what MQTT 3.1.1 allows: the codec would wait
/// for, and allocate, whatever length of up to 256 MB the first bytes of another protocol make.
/// </summary>
/// <param name="stream">The stream, which its owner disposes of.</param>
internal sealed class MqttStreamChannel(Stream stream) : IMqttChannel
{
    /// <summary>CONNACK with its length of 2, its flags and its code; PINGRESP with its length. Null for any byte.</summary>
    private static readonly byte?[] Answers = [0x20, 2, null, null, 0xD0, 0];

    private int _position;

    public X509Certificate2? ClientCertificate => null;

    public EndPoint? RemoteEndPoint => null;

    public EndPoint? LocalEndPoint => null;

    public bool IsSecureConnection => false;

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await stream.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false);
        foreach (byte next in buffer.AsSpan(offset, read))
        {
            if (_position == Answers.Length || (Answers[_position] ?? next) != next)
            {
                throw new MqttProtocolViolationException("The answer is not the one that MQTT has for the question.");
            }

            _position++;
        }

        return read;
    }

    public async Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> segment in buffer)
        {
            await stream.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
    }
}
