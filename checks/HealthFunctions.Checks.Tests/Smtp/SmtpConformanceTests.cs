using System.Globalization;
using HealthFunctions.Checks.Smtp;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Smtp;

public sealed class SmtpConformanceTests(SmtpServer server) : CheckConformance
{
    /// <summary>The servers that the check trusts.</summary>
    private readonly List<SmtpServer> _servers = [server];

    protected internal override string Type => "Smtp";

    protected internal override RealServer Server => server;

    /// <summary>The greeting, and the answers to EHLO and STARTTLS.</summary>
    protected internal override IEnumerable<int> AnswersToCut => [1, 2, 3];

    protected internal override void Add(IHealthChecksBuilder checks) =>
        checks.AddCheckType(new SmtpCheckType { Trust = TestCertificate.Trust([.. _servers.Select(one => one.Authority.Certificate)]) });

    protected internal override RealServer CreateServer()
    {
        _servers.Add(new SmtpServer());
        return _servers[^1];
    }

    protected internal override int PortOf(RealServer server, bool tls) => tls ? ((SmtpServer)server).TlsPort : ((SmtpServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => ((SmtpServer)server).Password;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) =>
    [
        ("Host", target.Host),
        ("Port", target.Port.ToString(CultureInfo.InvariantCulture)),
        ("Security", target.Tls ? "Tls" : "StartTls"),
        ("UserName", server.User),
        ("Password", target.Password),
    ];
}
