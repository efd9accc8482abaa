using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Azure;

[Collection(nameof(AloneInProcess))]
public sealed class KeyVaultLeakTests(KeyVaultServer server) : CheckLeaks(new KeyVaultConformanceTests(server));
