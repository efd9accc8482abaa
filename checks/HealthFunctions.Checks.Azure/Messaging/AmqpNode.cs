using Microsoft.Azure.Amqp.Framing;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Represents a node that a client is attached to by two links: one for requests, one for answers.</summary>
/// <param name="requests">The handle of the link for requests.</param>
/// <param name="answers">The handle of the link for answers.</param>
/// <param name="replyTo">The address of the client's end, which answers are sent to.</param>
internal sealed class AmqpNode(uint requests, uint answers, string replyTo)
{
    private bool _isSending;
    private uint? _requestsOfServer;
    private uint? _answersOfServer;

    public uint Requests => requests;

    public uint Answers => answers;

    public string ReplyTo => replyTo;

    /// <summary>Gets how many answers there were, by the count of the server.</summary>
    public uint Received { get; set; }

    /// <summary>Gets whether both links are attached and the node takes requests.</summary>
    public bool IsReady => _isSending && _answersOfServer is not null;

    /// <summary>Takes note of a link that the server has attached. It has handles of its own.</summary>
    public void OnAttached(Attach attach)
    {
        // The server sends where the client receives.
        if (attach.LinkName == $"{replyTo}-answers" && attach.Role is false)
        {
            _answersOfServer = attach.Handle;
            Received = attach.InitialDeliveryCount ?? 0;
        }
        else if (attach.LinkName == $"{replyTo}-requests" && attach.Role is true)
        {
            _requestsOfServer = attach.Handle;
        }
    }

    public void OnFlow(Flow flow) => _isSending |= flow.Handle is { } handle && handle == _requestsOfServer && flow.LinkCredit > 0;

    public bool IsAnswer(Transfer transfer) => transfer.Handle is { } handle && handle == _answersOfServer;
}
