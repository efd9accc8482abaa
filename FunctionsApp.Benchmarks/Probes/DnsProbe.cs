using System.Net;
using DnsClient;
using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>A question to dnsmasq for one address.</summary>
internal sealed class DnsProbe : ServerProbe<DnsServer>
{
    private LookupClient? _client;

    public override string What => "Dns, a question for A";

    public override IEnumerable<(string Key, string Value)> Settings =>
        [("Type", "Dns"), ("Host", Server.OneAddress), ("Server", $"{Server.Host}:{Server.Port}")];

    public override void AddType(IHealthChecksBuilder checks) => checks.AddDnsCheckTypes();

    public override async Task CallAsync(CancellationToken cancellationToken)
    {
        IDnsQueryResponse response = await _client!.QueryAsync(Server.OneAddress, QueryType.A, QueryClass.IN, cancellationToken);
        if (response.Answers.Count == 0)
        {
            throw new InvalidOperationException("There is no address.");
        }
    }

    protected override Task ConnectAsync()
    {
        _client = new LookupClient(new LookupClientOptions(new NameServer(IPAddress.Parse(Server.Host), Server.Port)) { UseCache = false });
        return Task.CompletedTask;
    }
}
