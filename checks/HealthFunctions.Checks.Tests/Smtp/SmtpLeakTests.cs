using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Smtp;

[Collection(nameof(AloneInProcess))]
public sealed class SmtpLeakTests(SmtpServer server) : CheckLeaks(new SmtpConformanceTests(server))
{
    /// <summary>A tenth of the others': the server waits for 100 ms before it greets a client.</summary>
    protected override int ServerProbes => LeakProbe.Probes / 10;
}
