namespace HealthFunctions.Checks.Tests.Servers;

public sealed class RedisServerTests(RedisServer server)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_answers_a_ping_with_and_without_TLS(bool tls)
    {
        await server.StartAsync();

        string[] args = tls ? ["-p", $"{server.TlsPort}", "--tls", "--cacert", server.AuthorityFile] : ["-p", $"{server.Port}"];
        Assert.Equal("PONG", await CliAsync([.. args, "PING"], server.Password));
    }

    [Fact]
    public async Task It_knows_its_users_by_their_password()
    {
        await server.StartAsync();

        string[] args = ["-p", $"{server.Port}"];
        Assert.StartsWith("NOAUTH", await CliAsync([.. args, "PING"], null), StringComparison.Ordinal);
        Assert.Equal("(integer) 0", await CliAsync([.. args, "--no-raw", "--user", server.User, "DBSIZE"], server.Password));
        Assert.Equal("PONG", await CliAsync([.. args, "--user", server.PingUser, "PING"], server.Password));
        Assert.StartsWith("NOPERM", await CliAsync([.. args, "--user", server.PingUser, "DBSIZE"], server.Password), StringComparison.Ordinal);
    }

    private async Task<string> CliAsync(IEnumerable<string> args, string? password)
    {
        (_, string output, _) = await ClientProgram.TryAsync(
            ServerPrograms.Find("redis-cli", "redis-tools"),
            ["-h", server.Host, .. args],
            password is null ? [] : [("REDISCLI_AUTH", password)]);
        return output.Trim();
    }
}
