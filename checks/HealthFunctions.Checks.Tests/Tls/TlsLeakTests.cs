using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Tls;

[Collection(nameof(AloneInProcess))]
public sealed class TlsLeakTests(WebServer server) : CheckLeaks(new TlsConformanceTests(server));
