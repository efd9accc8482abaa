using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace HealthFunctions.Checks.RabbitMq;

/// <summary>Opens a channel on a connection to RabbitMQ that is kept, and counts the messages of queues.</summary>
/// <param name="options">What to connect to and to count; valid.</param>
/// <param name="time">The clock that attempts to connect wait by.</param>
/// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
internal sealed class RabbitMqHealthCheck(RabbitMqCheckOptions options, TimeProvider time, X509ChainPolicy? trust) : IHealthCheck, IAsyncDisposable
{
    private readonly Backlog _backlog = BacklogOf(options);

    /// <summary>The connection of the last run, as long as it is open.</summary>
    private RabbitMqConnection? _connection;

    public static Backlog BacklogOf(RabbitMqCheckOptions options) => new()
    {
        WarnAbove = options.WarnAbove,
        ErrorAbove = options.ErrorAbove,
        DeadLettersErrorAbove = options.DeadLettersErrorAbove,
    };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            (long? length, long? deadLetters) = await CountWithRetryAsync(cancellationToken).ConfigureAwait(false);
            return _backlog.Judge(length, deadLetters: deadLetters);
        }
        catch (Exception error) when (IsFailure(error) && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(RabbitMqFailure.ReasonOf(error), error.Message, error);
        }
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? default;

    private static bool IsFailure(Exception error) => error is RabbitMQClientException or IOException;

    private async Task<(long? Length, long? DeadLetters)> CountWithRetryAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _connection, null) is { } kept)
        {
            try
            {
                return await CountAsync(kept, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (IsFailure(error) && _connection is null && !cancellationToken.IsCancellationRequested)
            {
                // It broke while nobody used it, as it does where the server was started anew.
            }
        }

        RabbitMqConnection connection = await RabbitMqConnection.OpenAsync(options.ConnectionString!, time, trust, cancellationToken).ConfigureAwait(false);
        return await CountAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts, and keeps the connection for the next run if it is still open then: an error of the server need not close it.</summary>
    private async Task<(long? Length, long? DeadLetters)> CountAsync(RabbitMqConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.UseChannelAsync(CountAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (connection.IsOpen && !cancellationToken.IsCancellationRequested)
            {
                _connection = connection;
            }
            else
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<(long? Length, long? DeadLetters)> CountAsync(IChannel channel, CancellationToken cancellationToken) => (
        await CountAsync(channel, options.Queue, cancellationToken).ConfigureAwait(false),
        await CountAsync(channel, options.DeadLetterQueue, cancellationToken).ConfigureAwait(false));

    private static async Task<long?> CountAsync(IChannel channel, string? queue, CancellationToken cancellationToken) =>
        queue is null ? null : (await channel.QueueDeclarePassiveAsync(queue, cancellationToken).ConfigureAwait(false)).MessageCount;
}
