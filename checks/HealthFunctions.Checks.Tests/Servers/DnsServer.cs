using System.Net;
using System.Net.Sockets;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents dnsmasq, a DNS server. It answers by UDP and TCP for the zone health.test and refuses every other name.</summary>
public sealed class DnsServer : ProcessServer
{
    /// <summary>Gets the port of UDP and TCP.</summary>
    public int Port { get; private set; }

    /// <summary>Gets a name with one address, <c>192.0.2.1</c>.</summary>
    public string OneAddress { get; } = "one.health.test";

    /// <summary>Gets a name with the addresses <c>192.0.2.1</c>, <c>192.0.2.2</c> and <c>2001:db8::1</c>.</summary>
    public string ThreeAddresses { get; } = "three.health.test";

    /// <summary>Gets an alias (CNAME) of <see cref="OneAddress"/>.</summary>
    public string Alias { get; } = "alias.health.test";

    /// <summary>Gets a name with a text (TXT), <c>v=spf1 -all</c>.</summary>
    public string Text { get; } = "text.health.test";

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
        Folder.Write("dnsmasq.conf", $"""
            keep-in-foreground
            log-facility=-
            user={Environment.UserName}
            pid-file
            port={Port}
            listen-address={Host}
            bind-interfaces
            no-resolv
            no-hosts
            local=/health.test/
            addn-hosts={hosts}
            cname={Alias},{OneAddress}
            txt-record={Text},v=spf1 -all
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
