using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Postgres;

[Collection(nameof(AloneInProcess))]
public sealed class PostgresLeakTests(PostgresServer server) : CheckLeaks(new PostgresConformanceTests(server));
