using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Http;

[Collection(nameof(AloneInProcess))]
public sealed class HttpLeakTests(WebServer server) : CheckLeaks(new HttpConformanceTests(server));
