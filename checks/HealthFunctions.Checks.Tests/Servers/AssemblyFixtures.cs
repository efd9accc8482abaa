using HealthFunctions.Checks.Tests.Servers;

// One of each for all tests. None is started before a test calls StartAsync.
[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: AssemblyFixture(typeof(RedisServer))]
