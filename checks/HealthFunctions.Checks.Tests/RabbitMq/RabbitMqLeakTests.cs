using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.RabbitMq;

[Collection(nameof(AloneInProcess))]
public sealed class RabbitMqLeakTests(RabbitMqServer server) : CheckLeaks(new RabbitMqConformanceTests(server));
