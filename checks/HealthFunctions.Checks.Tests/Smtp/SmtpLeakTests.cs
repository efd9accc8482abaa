using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Smtp;

[Collection(nameof(AloneInProcess))]
public sealed class SmtpLeakTests(SmtpServer server) : CheckLeaks(new SmtpConformanceTests(server));
