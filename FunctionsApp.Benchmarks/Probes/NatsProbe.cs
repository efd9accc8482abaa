using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Nats;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using NATS.Client.Core;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>CONNECT, PING and PONG, after a change to TLS, which the client makes wherever it is offered.</summary>
internal sealed class NatsProbe : ServerProbe<NatsServer>
{
    private X509ChainPolicy? _trust;

    public override string What => "Nats, PING on a new connection with TLS";

    public override IEnumerable<(string Key, string Value)> Settings =>
        [("Type", "Nats"), ("Url", Url), ("UserName", Server.User), ("Password", Server.Password)];

    private string Url => $"nats://{Server.Host}:{Server.Port}";

    public override int CallsPerTurn => 1;

    public override void AddType(IHealthChecksBuilder checks) => checks.AddCheckType(new NatsCheckType { Trust = _trust });

    public override async Task CallAsync(CancellationToken cancellationToken)
    {
        await using NatsConnection client = new(new NatsOpts
        {
            Url = Url,
            AuthOpts = new NatsAuthOpts { Username = Server.User, Password = Server.Password },
            TlsOpts = new NatsTlsOpts
            {
                ConfigureClientAuthentication = handshake =>
                {
                    handshake.CertificateChainPolicy = _trust;
                    return ValueTask.CompletedTask;
                },
            },
            RequestReplyMode = NatsRequestReplyMode.SharedInbox,
        });
        await client.ConnectAsync().AsTask().WaitAsync(cancellationToken);
    }

    protected override Task ConnectAsync()
    {
        _trust = TestCertificate.Trust(Server.Authority.Certificate);
        return Task.CompletedTask;
    }
}
