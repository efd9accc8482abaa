using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.MySql;

[Collection(nameof(AloneInProcess))]
public sealed class MySqlLeakTests(MariaDbServer server) : CheckLeaks(new MySqlConformanceTests(server));
