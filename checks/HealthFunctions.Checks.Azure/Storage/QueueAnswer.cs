using System.Globalization;
using System.Net.Http.Headers;
using System.Xml;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure.Storage;

/// <summary>Reads the answers of a queue of a storage account. The text of a message is passed over.</summary>
internal static class QueueAnswer
{
    /// <summary>Reads how many messages a queue has.</summary>
    /// <param name="metadata">The answer to Get Queue Metadata.</param>
    /// <param name="what">What was asked for, such as <c>queue</c>.</param>
    /// <returns>The number; or why it is not known.</returns>
    public static (long? Length, HealthCheckResult? Failure) ReadLength(HttpResponseMessage metadata, string what)
    {
        if (AzureAnswer.Judge(metadata, what) is { } failure)
        {
            return (null, failure);
        }

        return metadata.Headers.NonValidated.TryGetValues("x-ms-approximate-messages-count", out HeaderStringValues text)
            && long.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            ? (length, null)
            : (null, HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, "The answer tells no number of messages."));
    }

    /// <summary>Reads how old the first message of a queue is.</summary>
    /// <param name="messages">The answer to Peek Messages.</param>
    /// <param name="time">The clock where the answer tells no time of its own.</param>
    /// <returns>The age, null where no message is visible; or why it is not known.</returns>
    public static (TimeSpan? Age, HealthCheckResult? Failure) ReadAge(HttpResponseMessage messages, TimeProvider time)
    {
        if (AzureAnswer.Judge(messages, "messages of the queue") is { } failure)
        {
            return (null, failure);
        }

        try
        {
            // The time of a message is of the clock of the service, which may be ahead of ours.
            TimeSpan? age = (messages.Headers.Date ?? time.GetUtcNow()) - ReadInsertionTime(messages.Content.ReadAsStream());
            return (age < TimeSpan.Zero ? TimeSpan.Zero : age, null);
        }
        catch (Exception error) when (error is XmlException or FormatException)
        {
            return (null, HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, "The answer is no list of messages."));
        }
    }

    private static DateTimeOffset? ReadInsertionTime(Stream body)
    {
        using XmlReader reader = XmlAnswer.Open(body);
        if (!reader.IsStartElement("QueueMessagesList"))
        {
            throw new XmlException();
        }

        bool isEmpty = reader.IsEmptyElement;
        reader.ReadStartElement();
        if (isEmpty || reader.MoveToContent() == XmlNodeType.EndElement)
        {
            // What comes after it makes it no XML.
            while (reader.Read())
            {
            }

            return null;
        }

        if (!reader.IsStartElement("QueueMessage"))
        {
            throw new XmlException();
        }

        reader.ReadToDescendant("InsertionTime");
        return DateTimeOffset.ParseExact(reader.ReadElementString(), "r", CultureInfo.InvariantCulture);
    }
}
