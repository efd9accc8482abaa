using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Grpc;

[Collection(nameof(AloneInProcess))]
public sealed class GrpcLeakTests(GrpcHealthServer server) : CheckLeaks(new GrpcConformanceTests(server));
