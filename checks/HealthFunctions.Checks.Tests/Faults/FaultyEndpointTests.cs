using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Faults;

public sealed class FaultyEndpointTests(MariaDbServer mariaDb, PostgresServer postgres, RedisServer redis)
{
    private const string Ping = "PING\r\n";
    private const string Answer = "-NOAUTH Authentication required.\r\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_refuses()
    {
        await using FaultyEndpoint endpoint = FaultyEndpoint.Refused();

        SocketException exception = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(endpoint));

        Assert.Equal(SocketError.ConnectionRefused, exception.SocketErrorCode);
    }

    [Fact]
    public async Task One_answers_no_attempt_to_connect()
    {
        await using FaultyEndpoint endpoint = FaultyEndpoint.BlackHole();
        using TcpClient client = new();
        using CancellationTokenSource enough = new(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAsync<OperationCanceledException>(() => client.ConnectAsync(endpoint.Host, endpoint.Port, enough.Token).AsTask());
    }

    [Fact]
    public async Task One_accepts_and_is_silent_then()
    {
        await using FaultyEndpoint endpoint = FaultyEndpoint.Silent();
        using TcpClient client = await ConnectAsync(endpoint);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Ping), Cancellation);
        using CancellationTokenSource enough = new(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetStream().ReadAsync(new byte[1], enough.Token).AsTask());
        Assert.Equal(1, endpoint.Connections);
    }

    [Fact]
    public async Task One_answers_with_garbage()
    {
        await using FaultyEndpoint endpoint = FaultyEndpoint.Garbage();
        using TcpClient client = await ConnectAsync(endpoint);
        byte[] first = new byte[23];
        byte[] second = new byte[23];

        await client.GetStream().ReadExactlyAsync(first, Cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Ping), Cancellation);
        await client.GetStream().ReadExactlyAsync(second, Cancellation);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task One_passes_a_byte_of_an_answer_each_second_and_no_more()
    {
        await redis.StartAsync();
        CountingClock time = new();
        await using FaultyEndpoint endpoint = FaultyEndpoint.ByteASecond(redis.Port, time);
        using TcpClient client = await ConnectAsync(endpoint);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Ping), Cancellation);
        StringBuilder answer = new();
        byte[] next = new byte[1];

        while (answer.Length < Answer.Length)
        {
            await client.GetStream().ReadExactlyAsync(next, Cancellation);
            answer.Append((char)next[0]);
            await Eventually.TrueAsync(() => time.Timers == 1);
            Assert.Equal(0, client.Available);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(Answer, answer.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_closes_in_the_middle_of_an_answer(int number)
    {
        await redis.StartAsync();
        await using FaultyEndpoint endpoint = FaultyEndpoint.ClosingMidAnswer(redis.Port, number);
        using TcpClient client = await ConnectAsync(endpoint);

        await AskUntilCutAsync(client, number);

        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], Cancellation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_is_silent_from_the_middle_of_an_answer_on(int number)
    {
        await redis.StartAsync();
        await using FaultyEndpoint endpoint = FaultyEndpoint.SilentMidAnswer(redis.Port, number);
        using TcpClient client = await ConnectAsync(endpoint);

        await AskUntilCutAsync(client, number);

        using CancellationTokenSource enough = new(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetStream().ReadAsync(new byte[1], enough.Token).AsTask());
    }

    [Fact]
    public async Task One_shows_another_certificate_and_passes_the_rest_on()
    {
        await redis.StartAsync();
        using X509Certificate2 certificate = redis.Authority.Issue("elsewhere.example");
        await using FaultyEndpoint endpoint = FaultyEndpoint.Tls(redis.TlsPort, certificate);
        using TcpClient client = await ConnectAsync(endpoint);

        await using SslStream stream = await AuthenticateAsync(client, redis.Authority, "elsewhere.example");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Ping), Cancellation);

        byte[] answer = new byte[Answer.Length];
        await stream.ReadExactlyAsync(answer, Cancellation);
        Assert.Equal(Answer, Encoding.ASCII.GetString(answer));
    }

    [Fact]
    public async Task One_shows_another_certificate_after_the_words_that_change_to_TLS()
    {
        await postgres.StartAsync();
        using X509Certificate2 certificate = postgres.Authority.Issue(life: -TimeSpan.FromHours(1));
        await using FaultyEndpoint endpoint = FaultyEndpoint.Tls(postgres.Port, certificate);

        (int exitCode, _, string errors) = await ClientProgram.TryAsync(
            ServerPrograms.Find("psql", "postgresql-client"),
            [
                $"host=localhost port={endpoint.Port} dbname={postgres.Database} user={postgres.User} sslrootcert={postgres.AuthorityFile} sslmode=verify-full",
                "--command", "SELECT 1",
            ],
            [("PGPASSWORD", postgres.Password)]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("certificate verify failed", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", 0, "")]
    [InlineData("elsewhere.example", 1, "ERROR 2026")]
    public async Task One_shows_another_certificate_to_a_client_that_does_not_wait_for_an_answer(string host, int expected, string error)
    {
        await mariaDb.StartAsync();
        using X509Certificate2 certificate = mariaDb.Authority.Issue(host);
        await using FaultyEndpoint endpoint = FaultyEndpoint.Tls(mariaDb.Port, certificate);

        (int exitCode, _, string errors) = await ClientProgram.TryAsync(
            ServerPrograms.Find("mariadb", "mariadb-client-core"),
            [
                "--no-defaults", $"--host={endpoint.Host}", $"--port={endpoint.Port}", $"--user={mariaDb.User}",
                "--ssl", "--ssl-verify-server-cert", $"--ssl-ca={mariaDb.AuthorityFile}", "--execute", "SELECT 1",
            ],
            [("MYSQL_PWD", mariaDb.Password)]);

        Assert.Equal(expected, exitCode);
        Assert.Contains(error, errors, StringComparison.Ordinal);
    }

    // The last of the answers arrives as its first half.
    private static async Task AskUntilCutAsync(TcpClient client, int answers)
    {
        for (int i = 1; i <= answers; i++)
        {
            byte[] answer = new byte[i == answers ? Answer.Length / 2 : Answer.Length];
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Ping), Cancellation);
            await client.GetStream().ReadExactlyAsync(answer, Cancellation);
            Assert.Equal(Answer[..answer.Length], Encoding.ASCII.GetString(answer));
        }
    }

    private static async Task<TcpClient> ConnectAsync(FaultyEndpoint endpoint)
    {
        TcpClient client = new();
        try
        {
            await client.ConnectAsync(endpoint.Host, endpoint.Port, Cancellation);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static async Task<SslStream> AuthenticateAsync(TcpClient client, CertificateAuthority authority, string host)
    {
        SslStream stream = new(client.GetStream());
        try
        {
            using X509Certificate2 root = authority.Certificate;
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = TestCertificate.Trust(root) }, Cancellation);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
