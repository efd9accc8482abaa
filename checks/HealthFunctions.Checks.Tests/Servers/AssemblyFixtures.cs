using HealthFunctions.Checks.Tests.Servers;

// One of each for all tests. None is started before a test calls StartAsync.
[assembly: AssemblyFixture(typeof(AzuriteServer))]
[assembly: AssemblyFixture(typeof(AzuriteTlsServer))]
[assembly: AssemblyFixture(typeof(DnsServer))]
[assembly: AssemblyFixture(typeof(GrpcHealthServer))]
[assembly: AssemblyFixture(typeof(KeyVaultServer))]
[assembly: AssemblyFixture(typeof(MariaDbServer))]
[assembly: AssemblyFixture(typeof(MessagingServer))]
[assembly: AssemblyFixture(typeof(MosquittoServer))]
[assembly: AssemblyFixture(typeof(NatsServer))]
[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: AssemblyFixture(typeof(RabbitMqServer))]
[assembly: AssemblyFixture(typeof(RedisServer))]
[assembly: AssemblyFixture(typeof(SmtpServer))]
[assembly: AssemblyFixture(typeof(TdsServer))]
[assembly: AssemblyFixture(typeof(WebServer))]
