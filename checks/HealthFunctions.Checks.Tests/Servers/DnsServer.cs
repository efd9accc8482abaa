using System.Net;
using System.Net.Sockets;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>
/// Represents dnsmasq, a DNS server. It answers by UDP and TCP for the zone health.test and refuses every other name. An answer of
/// more than 512 bytes is cut short on UDP.
/// </summary>
public sealed class DnsServer : ProcessServer
{
    /// <summary>Gets the port of UDP and TCP.</summary>
    public int Port { get; private set; }

    /// <summary>Gets a name with one address, <c>192.0.2.1</c>.</summary>
    public string OneAddress { get; } = "one.health.test";

    /// <summary>Gets a name with the addresses <c>192.0.2.1</c>, <c>192.0.2.2</c> and <c>2001:db8::1</c>.</summary>
    public string ThreeAddresses { get; } = "three.health.test";

    /// <summary>Gets an alias (CNAME) of <see cref="OneAddress"/>, which may be cached for 600 seconds; all else for 3600.</summary>
    public string Alias { get; } = "alias.health.test";

    /// <summary>Gets a name with a text (TXT), <c>v=spf1 -all</c>.</summary>
    public string Text { get; } = "text.health.test";

    /// <summary>Gets a name that is no host, with a text (TXT) in two parts, <c>v=DMARC1; p=none</c>.</summary>
    public string TextInParts { get; } = "_dmarc.health.test";

    /// <summary>Gets a name with 20 texts (TXT) of 100 letters, <c>xxx…0</c> to <c>xxx…19</c>.</summary>
    public string LongTexts { get; } = "long.health.test";

    /// <summary>Gets an alias (CNAME) of <see cref="OneAddress"/> with a letter beyond ASCII.</summary>
    public string ForeignAlias { get; } = "b\u00FCcher.health.test";

    /// <summary>Gets a name whose mail goes (MX) to <c>mail.health.test</c>, with the preference 10.</summary>
    public string Mail { get; } = "health.test";

    /// <summary>Gets a name of the zone that does not exist.</summary>
    public string Missing { get; } = "missing.health.test";

    private protected override Task PrepareAsync()
    {
        do
        {
            Port = ReservePort();
        }
        while (!IsFreeOfUdp(Port));
        string hosts = Folder.Write("hosts", $"""
            192.0.2.1 {OneAddress}
            192.0.2.1 {ThreeAddresses}
            192.0.2.2 {ThreeAddresses}
            2001:db8::1 {ThreeAddresses}
            """);
        // Where it runs as root, it stays so: a process that changes its user or group no longer ends with its parent.
        Folder.Write("dnsmasq.conf", $"""
            keep-in-foreground
            log-facility=-
            user={Environment.UserName}
            group=root
            pid-file
            port={Port}
            listen-address={Host}
            bind-interfaces
            no-resolv
            no-hosts
            local=/health.test/
            local-ttl=3600
            edns-packet-max=512
            addn-hosts={hosts}
            cname={Alias},{OneAddress},600
            cname=xn--bcher-kva.health.test,{OneAddress}
            txt-record={Text},v=spf1 -all
            txt-record={TextInParts},"v=DMARC1;"," p=none"
            {string.Join('\n', Enumerable.Range(0, 20).Select(i => $"txt-record={LongTexts},{new string('x', 100)}{i}"))}
            mx-host={Mail},mail.health.test,10
            """);
        return Task.CompletedTask;
    }

    private protected override Task<ServerProcess> LaunchAsync() =>
        ServerProcess.StartAsync(ServerPrograms.Find("dnsmasq", "dnsmasq-base"), [$"--conf-file={Folder.PathOf("dnsmasq.conf")}"]);

    // It reads the records last.
    private protected override Task WaitUntilReadyAsync(ServerProcess process) => process.WaitForLineAsync($"read {Folder.PathOf("hosts")}");

    // A port is reserved for TCP alone.
    private static bool IsFreeOfUdp(int port)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
