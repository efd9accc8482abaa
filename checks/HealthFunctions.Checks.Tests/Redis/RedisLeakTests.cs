using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Redis;

[Collection(nameof(AloneInProcess))]
public sealed class RedisLeakTests(RedisServer server) : CheckLeaks(new RedisConformanceTests(server));
