using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Mqtt;

[Collection(nameof(AloneInProcess))]
public sealed class MqttLeakTests(MosquittoServer server) : CheckLeaks(new MqttConformanceTests(server));
