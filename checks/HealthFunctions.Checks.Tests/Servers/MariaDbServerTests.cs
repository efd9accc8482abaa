namespace HealthFunctions.Checks.Tests.Servers;

public sealed class MariaDbServerTests(MariaDbServer server)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_answers_a_query_with_and_without_TLS(bool tls)
    {
        await server.StartAsync();

        string[] mode = tls ? ["--ssl", "--ssl-verify-server-cert", $"--ssl-ca={server.AuthorityFile}"] : ["--skip-ssl"];
        string answer = await ClientProgram.RunAsync(
            ServerPrograms.Find("mariadb", "mariadb-client-core"),
            [
                "--no-defaults", $"--host={server.Host}", $"--port={server.Port}", $"--user={server.User}", $"--database={server.Database}", .. mode,
                "--batch", "--skip-column-names", "--execute", "SHOW SESSION STATUS LIKE 'Ssl_version'",
            ],
            [("MYSQL_PWD", server.Password)]);

        Assert.Equal(tls, answer.Contains("TLSv1", StringComparison.Ordinal));
    }
}
