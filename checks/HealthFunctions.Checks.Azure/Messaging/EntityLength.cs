using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using HealthFunctions.Checks.Http;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Asks how many messages of a queue or subscription are active (Get Queue, Get Subscription), which AMQP does not tell. It needs the right Manage.</summary>
/// <param name="connection">Where the namespace is.</param>
/// <param name="entity">The path of the queue or subscription.</param>
/// <param name="service">The namespace, which has accepted the credentials.</param>
/// <param name="port">The port of the REST API.</param>
/// <param name="time">The clock that connection attempts wait by.</param>
/// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
internal sealed class EntityLength(MessagingConnection connection, string entity, MessagingService service, int port, TimeProvider time, X509ChainPolicy? trust) : IDisposable
{
    private readonly AzureService _rest = new(new MessagingHttpCredential(service, entity), time, trust);
    private readonly Uri _uri = new UriBuilder(Uri.UriSchemeHttps, connection.Host, port, entity, "?api-version=2021-05&enrich=False").Uri;

    /// <exception cref="MessagingException">It cannot be had.</exception>
    public async Task<long> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await _rest.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, _uri), cancellationToken).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                // It has accepted them already: they lack a right.
                throw MessagingFailure.OfStatus(answer.StatusCode == HttpStatusCode.Unauthorized ? 403 : (int)answer.StatusCode, null);
            }

            Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                return Read(body);
            }
        }
        catch (HttpRequestException error) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw new MessagingException(HealthReasons.Of(error) ?? HealthReason.ConnectionLost, "The count of messages cannot be asked for.", LogText.Clean(error));
        }
    }

    public void Dispose() => _rest.Dispose();

    private static long Read(Stream body)
    {
        long? length = null;
        try
        {
            using XmlReader reader = XmlAnswer.Open(body);
            bool isEntry = false;
            string name = string.Empty;
            while (reader.Read())
            {
                name = reader.NodeType == XmlNodeType.Element ? reader.LocalName : name;
                isEntry |= name == "entry";
                if (reader.NodeType == XmlNodeType.Text && name == "ActiveMessageCount")
                {
                    length = long.Parse(reader.Value, NumberStyles.None, CultureInfo.InvariantCulture);
                }
            }

            if (!isEntry)
            {
                // An empty list is the answer for one that does not exist.
                throw MessagingFailure.OfStatus(404, null);
            }
        }
        catch (Exception error) when (error is XmlException or FormatException or OverflowException)
        {
            throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer tells no count of messages.", error);
        }

        return length ?? throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer tells no count of messages.");
    }
}
