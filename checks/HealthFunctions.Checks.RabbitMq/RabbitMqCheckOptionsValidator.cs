using System.Text;

namespace HealthFunctions.Checks.RabbitMq;

/// <summary>Finds what is wrong with options, from settings and from code alike.</summary>
internal static class RabbitMqCheckOptionsValidator
{
    private const string AllowedConnectionString = "a URI, such as amqps://health:…@broker.example.org/shop";
    private const int LongestName = 255;
    private const string AllowedName = "the name of a queue, 1 to 255 bytes";

    public static void Validate(RabbitMqCheckOptions options, Action<string, string> reject)
    {
        ConnectionString.Validate(options.ConnectionString, AllowedConnectionString, static text => _ = RabbitMqUri.Parse(text), reject);
        ValidateName(nameof(options.Queue), options.Queue, reject);
        ValidateName(nameof(options.DeadLetterQueue), options.DeadLetterQueue, reject);
        RabbitMqHealthCheck.BacklogOf(options).Validate(reject);
        RequireQueue(nameof(options.Queue), options.Queue, nameof(options.WarnAbove), options.WarnAbove, reject);
        RequireQueue(nameof(options.Queue), options.Queue, nameof(options.ErrorAbove), options.ErrorAbove, reject);
        RequireQueue(nameof(options.DeadLetterQueue), options.DeadLetterQueue, nameof(options.DeadLettersErrorAbove), options.DeadLettersErrorAbove, reject);
    }

    // By the empty name, AMQP means the queue that the connection declared last.
    private static void ValidateName(string key, string? queue, Action<string, string> reject)
    {
        if (queue is not null && Encoding.UTF8.GetByteCount(queue) is 0 or > LongestName)
        {
            reject(key, $"'{queue}'; allowed: {AllowedName}");
        }
    }

    private static void RequireQueue(string queueKey, string? queue, string key, long? limit, Action<string, string> reject)
    {
        if (limit is not null && queue is null)
        {
            reject(queueKey, $"missing, and {key} needs it; allowed: {AllowedName}");
        }
    }
}
