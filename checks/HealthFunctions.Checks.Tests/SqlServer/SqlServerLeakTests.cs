using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.SqlServer;

[Collection(nameof(AloneInProcess))]
public sealed class SqlServerLeakTests(TdsServer server) : CheckLeaks(new SqlServerConformanceTests(server));
