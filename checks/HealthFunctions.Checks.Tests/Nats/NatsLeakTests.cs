using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Nats;

[Collection(nameof(AloneInProcess))]
public sealed class NatsLeakTests(NatsServer server) : CheckLeaks(new NatsConformanceTests(server));
