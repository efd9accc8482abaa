using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Transport;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Answers the requests to the nodes of <see cref="MessagingServer"/>: <c>$cbs</c>, <c>$management</c> and those of entities, such as <c>orders/$management</c>.</summary>
internal sealed class MessagingNodes(MessagingServer server) : IRuntimeProvider
{
    private const string DeadLetterQueue = "/$deadletterqueue";
    private const int MostOperations = 100;

    /// <summary>Limits what one answer tells: the service tells fewer messages than it is asked for, too.</summary>
    private const int MostAtOnce = 3;

    private readonly ConcurrentQueue<string> _operations = new();
    private readonly ConcurrentDictionary<string, SendingAmqpLink> _answers = new();
    private readonly ConcurrentDictionary<(AmqpConnection Connection, string Node), bool> _authorized = new();
    private readonly List<byte[]> _messages = [];
    private readonly List<byte[]> _deadLetters = [];

    public IReadOnlyCollection<string> Operations => _operations;

    public void Enqueue(DateTimeOffset enqueuedAt, int state) => Enqueue(_messages, enqueuedAt, state);

    public void DeadLetter(DateTimeOffset enqueuedAt) => Enqueue(_deadLetters, enqueuedAt, state: 0);

    public AmqpConnection CreateConnection(
        TransportBase transport, ProtocolHeader protocolHeader, bool isInitiator, AmqpSettings amqpSettings, AmqpConnectionSettings connectionSettings) =>
        new(transport, protocolHeader, isInitiator, amqpSettings, connectionSettings);

    public AmqpSession CreateSession(AmqpConnection connection, AmqpSessionSettings settings) => throw new NotSupportedException();

    public AmqpLink CreateLink(AmqpSession session, AmqpLinkSettings settings) =>
        settings.Role == true ? new ReceivingAmqpLink(session, settings) : new SendingAmqpLink(session, settings);

    public IAsyncResult BeginOpenLink(AmqpLink link, TimeSpan timeout, AsyncCallback callback, object state)
    {
        string node = (link.IsReceiver ? ((Target)link.Settings.Target).Address : ((Source)link.Settings.Source).Address).ToString()!;
        Task open = Task.CompletedTask;
        string entity = node.Replace(DeadLetterQueue, string.Empty, StringComparison.Ordinal);
        if (entity is not ("$cbs" or "$management") && entity != $"{server.Queue}/$management" && entity != "news/Subscriptions/billing/$management")
        {
            open = Task.FromException(new AmqpException(AmqpErrorCode.NotFound, "canary: no such node"));
        }
        else if (node.Length > 12 && (server.AttachError ?? (IsAuthorized(link, node) ? (AmqpSymbol?)null : AmqpErrorCode.UnauthorizedAccess)) is { } error)
        {
            open = Task.FromException(new AmqpException(error, "canary: refused"));
        }
        else if (link is ReceivingAmqpLink receiver)
        {
            receiver.RegisterMessageListener(message => Answer(receiver, node, message));
            receiver.SetTotalLinkCredit(10, applyNow: true, updateAutoFlow: true);
        }
        else
        {
            string replyTo = ((Target)link.Settings.Target).Address.ToString()!;
            _answers[replyTo] = (SendingAmqpLink)link;
            link.Closed += (_, _) => _answers.TryRemove(replyTo, out SendingAmqpLink? _);
        }

        TaskCompletionSource done = new(state);
        done.SetFromTask(open);
        callback(done.Task);
        return done.Task;
    }

    public void EndOpenLink(IAsyncResult result)
    {
        if (((Task)result).Exception is { } error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
        }
    }

    private static void Enqueue(List<byte[]> queue, DateTimeOffset enqueuedAt, int state)
    {
        using AmqpMessage message = AmqpMessage.Create(new Data { Value = new ArraySegment<byte>([1, 2, 3]) });
        message.MessageAnnotations.Map["x-opt-enqueued-time"] = enqueuedAt.UtcDateTime;
        message.MessageAnnotations.Map["x-opt-sequence-number"] = queue.Count + 1L;
        message.MessageAnnotations.Map["x-opt-message-state"] = state;
        queue.Add([.. message.GetPayload().SelectMany(segment => segment)]);
    }

    private bool IsAuthorized(AmqpLink link, string node) => _authorized.ContainsKey((link.Session.Connection, node));

    private void Answer(ReceivingAmqpLink link, string node, AmqpMessage request)
    {
        string operation = $"{request.ApplicationProperties.Map["operation"]}";
        if (_operations.Count < MostOperations)
        {
            _operations.Enqueue($"{operation} {node}");
        }

        using AmqpMessage answer = operation switch
        {
            "put-token" => PutToken(link, request),
            "READ" => Read(request),
            _ => Peek(node.Contains(DeadLetterQueue, StringComparison.Ordinal) ? _deadLetters : _messages, request),
        };
        answer.Properties.CorrelationId = request.Properties.MessageId;
        answer.Settled = true;
        link.DisposeMessage(request, new Accepted(), settled: true, batchable: false);
        if (_answers.TryGetValue(request.Properties.ReplyTo.ToString()!, out SendingAmqpLink? sender))
        {
            sender.SendMessageNoWait(answer, new ArraySegment<byte>([1]), default);
        }
    }

    private AmqpMessage PutToken(ReceivingAmqpLink link, AmqpMessage request)
    {
        string token = (string)request.ValueBody.Value;
        bool isSigned = server.IsSigned(token) && request.ApplicationProperties.Map["type"] as string == MessagingServer.TypeOf(token);
        if (isSigned)
        {
            (AmqpConnection, string) shown = (link.Session.Connection, new Uri($"{request.ApplicationProperties.Map["name"]}").AbsolutePath[1..]);
            _authorized[shown] = true;
            link.Session.Connection.Closed += (_, _) => _authorized.TryRemove(shown, out bool _);
        }

        AmqpMessage answer = AmqpMessage.Create();
        answer.ApplicationProperties.Map["status-code"] = isSigned ? 202 : 401;
        return answer;
    }

    private AmqpMessage Read(AmqpMessage request)
    {
        bool isSigned = server.IsSigned((string)request.ApplicationProperties.Map["security_token"]);
        bool isKnown = request.ApplicationProperties.Map["name"] as string == server.Hub;
        AmqpMessage answer = AmqpMessage.Create(new AmqpValue { Value = new AmqpMap { [new MapKey("name")] = server.Hub, [new MapKey("partition_count")] = 4 } });
        answer.ApplicationProperties.Map["status-code"] = !isSigned ? 401 : isKnown ? 200 : 404;
        return answer;
    }

    private static AmqpMessage Peek(List<byte[]> queue, AmqpMessage request)
    {
        AmqpMap asked = (AmqpMap)request.ValueBody.Value;
        long from = (long)asked[new MapKey("from-sequence-number")];
        int count = (int)asked[new MapKey("message-count")];
        byte[][] found = [.. queue.Skip((int)Math.Max(from - 1, 0)).Take(Math.Min(count, MostAtOnce))];
        AmqpMessage answer = AmqpMessage.Create(new AmqpValue
        {
            Value = new AmqpMap
            {
                [new MapKey("messages")] = found.Select(message => new AmqpMap { [new MapKey("message")] = new ArraySegment<byte>(message) }).ToList(),
            },
        });
        answer.ApplicationProperties.Map["statusCode"] = found.Length == 0 ? 204 : 200;
        return answer;
    }
}
