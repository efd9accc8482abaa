using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Tcp;

[Collection(nameof(AloneInProcess))]
public sealed class TcpLeakTests(RedisServer server) : CheckLeaks(new TcpConformanceTests(server));
