using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Azure;

[Collection(nameof(AloneInProcess))]
public sealed class ServiceBusLeakTests(MessagingServer server) : CheckLeaks(new ServiceBusConformanceTests(server));
