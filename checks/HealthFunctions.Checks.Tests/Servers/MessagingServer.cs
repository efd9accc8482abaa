using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Sasl;
using Microsoft.Azure.Amqp.Transport;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>
/// Stands in for a namespace of Service Bus and Event Hubs, of which there is no server to run: AMQP 1.0 by Microsoft's own library,
/// with and without TLS, and the REST API of a queue. It takes tokens that are signed with
/// its key, and those of an identity that knows it.
/// </summary>
public sealed class MessagingServer : RealServer
{
    private readonly MessagingNodes _nodes;
    private AmqpConnectionListener? _listener;
    private HttpsStandIn? _rest;
    private X509Certificate2? _certificate;

    public MessagingServer() => _nodes = new MessagingNodes(this);

    /// <summary>Gets the port without TLS.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the port with TLS.</summary>
    public int TlsPort { get; private set; }

    /// <summary>Gets the port of the REST API.</summary>
    public int RestPort { get; private set; }

    /// <summary>Gets the name of the policy.</summary>
    public string KeyName { get; } = "health";

    /// <summary>Gets its key.</summary>
    public string Key { get; } = Canary.Create();

    /// <summary>Gets a queue that exists.</summary>
    public string Queue { get; } = "orders";

    /// <summary>Gets an event hub that exists.</summary>
    public string Hub { get; } = "clicks";

    /// <summary>Gets what the REST API answers: a status and a body.</summary>
    public (int Status, string Body) Counts { get; set; } = (200, "<feed/>");

    /// <summary>Gets the error of attaching to the management of the queue; null for none.</summary>
    public AmqpSymbol? AttachError { get; set; }

    /// <summary>Gets the requests so far, by operation and node.</summary>
    public IReadOnlyCollection<string> Operations => _nodes.Operations;

    /// <summary>Puts a message into the queue.</summary>
    /// <param name="enqueuedAt">When it came.</param>
    /// <param name="state">0 for active, 1 for deferred, 2 for scheduled.</param>
    public void Enqueue(DateTimeOffset enqueuedAt, int state = 0) => _nodes.Enqueue(enqueuedAt, state);

    /// <summary>Puts messages among the dead letters of the queue.</summary>
    /// <param name="count">How many.</param>
    public void DeadLetter(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _nodes.DeadLetter(TimeProvider.System.GetUtcNow());
        }
    }

    /// <summary>Gets the type of a token, as Service Bus names it.</summary>
    internal static string TypeOf(string token) =>
        token.StartsWith("SharedAccessSignature ", StringComparison.Ordinal) ? "servicebus.windows.net:sastoken" : "jwt";

    internal bool IsSigned(string token)
    {
        if (TypeOf(token) == "jwt")
        {
            return token.Split('.')[^1] == Key;
        }

        Dictionary<string, string> parts = token.Split(' ')[1].Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{parts["sr"]}\n{parts["se"]}"));
        return Uri.UnescapeDataString(parts["sig"]) == Convert.ToBase64String(signature) && parts["skn"] == KeyName;
    }

    private protected override Task PrepareAsync()
    {
        (Port, TlsPort, RestPort) = (ReservePort(), ReservePort(), ReservePort());
        return Task.CompletedTask;
    }

    private protected override async Task BeginAsync()
    {
        _certificate = Authority.Issue();
        AmqpSettings settings = new() { RuntimeProvider = _nodes };
        AmqpVersion version = new(1, 0, 0);
        SaslTransportProvider sasl = new();
        sasl.Versions.Add(version);
        sasl.AddHandler(new SaslAnonymousHandler("MSSBCBS"));
        TlsTransportProvider tls = new(new TlsTransportSettings { Certificate = _certificate, IsInitiator = false });
        tls.Versions.Add(version);
        AmqpTransportProvider amqp = new();
        amqp.Versions.Add(version);
        settings.TransportProviders.Add(sasl);
        settings.TransportProviders.Add(tls);
        settings.TransportProviders.Add(amqp);
        _listener = new AmqpConnectionListener(
            [$"amqp://{Host}:{Port}", $"amqps://{Host}:{TlsPort}"], settings, new AmqpConnectionSettings { ContainerId = "stand-in", MaxFrameSize = 65_536 });
        _listener.Open();

        _rest = await HttpsStandIn.StartAsync(RestPort, _certificate, async context =>
        {
            bool isSigned = IsSigned($"{context.Request.Headers.Authorization}".Replace("Bearer ", string.Empty, StringComparison.Ordinal));
            context.Response.StatusCode = isSigned ? Counts.Status : 401;
            await context.Response.WriteAsync(isSigned ? Counts.Body : string.Empty);
        });
    }

    private protected override async Task EndAsync()
    {
        _listener?.Close();
        _listener = null;
        if (_rest is not null)
        {
            await _rest.DisposeAsync();
            _rest = null;
        }

        _certificate?.Dispose();
    }
}
