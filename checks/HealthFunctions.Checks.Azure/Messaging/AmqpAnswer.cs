using System.Globalization;
using HealthFunctions.Health;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Holds the answer of a node that tells of success.</summary>
/// <param name="hasContent">Whether there is something to tell.</param>
/// <param name="body">What it tells; null for nothing.</param>
internal sealed class AmqpAnswer(bool hasContent, AmqpMap? body)
{
    private const int NoContent = 204;

    public bool HasContent => hasContent;

    public AmqpMap? Body => body;

    /// <summary>Reads an answer.</summary>
    /// <exception cref="MessagingException">Its status is none of success.</exception>
    public static AmqpAnswer Read(byte[] bytes)
    {
        AmqpNesting.Validate(bytes);
        using BufferListStream stream = new([bytes]);
        using AmqpMessage message = AmqpMessage.CreateAmqpStreamMessage(stream);
        PropertiesMap properties = message.ApplicationProperties?.Map ?? throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer has no status.");
        // Nodes differ in how they write it.
        object? status = Find(properties, "statusCode") ?? Find(properties, "status-code");
        int code = status is null ? 0 : Convert.ToInt32(status, CultureInfo.InvariantCulture);
        if (code is < 200 or > 299)
        {
            throw MessagingFailure.OfStatus(code, (Find(properties, "errorCondition") ?? Find(properties, "error-condition"))?.ToString());
        }

        return new AmqpAnswer(code != NoContent, message.ValueBody?.Value as AmqpMap);
    }

    private static object? Find(PropertiesMap properties, string key) => properties.TryGetValue(new MapKey(key), out object? value) ? value : null;
}
