using System.Text;
using System.Text.Json;
using HealthFunctions.Checks.Nats;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NATS.NKeys;

namespace HealthFunctions.Checks.Tests.Nats;

/// <summary>Tests what is particular to NATS checks; the conformance suite tests the rest.</summary>
public sealed class NatsHealthCheckTests
{
    [Fact]
    public async Task A_run_connects_and_pings_and_does_nothing_else()
    {
        TaskCompletionSource<string> sent = new();
        await using ScriptedServer nats = new(async connection =>
        {
            StreamReader reader = await GreetAsync(connection, "{}");
            string lines = string.Empty;
            try
            {
                while (await reader.ReadLineAsync() is { } line)
                {
                    lines += $"{line.Split(' ')[0]} ";
                    if (line == "PING")
                    {
                        await connection.WriteAsync("PONG\r\n");
                    }
                }
            }
            catch (IOException)
            {
                // The client closes without a word.
            }

            sent.SetResult(lines);
        });

        CheckResult result = await RunAsync(nats);

        Assert.Equal(HealthStatus.Healthy, result.Status);
        // The client may ping once more for itself.
        Assert.Matches("^CONNECT (PING )+$", await sent.Task);
    }

    [Fact]
    public async Task A_token_is_sent()
    {
        TaskCompletionSource<JsonElement> sent = new();
        await using ScriptedServer nats = Accepting("""{"auth_required":true}""", sent);

        CheckResult result = await RunAsync(nats, options => options.Token = "secret");

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Equal("secret", (await sent.Task).GetProperty("auth_token").GetString());
    }

    [Fact]
    public async Task The_key_of_a_credentials_file_signs_what_the_server_asks_for()
    {
        using KeyPair user = KeyPair.CreatePair(PrefixByte.User);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.creds");
        await File.WriteAllTextAsync(
            path,
            $"-----BEGIN NATS USER JWT-----\na.b.c\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n{user.GetSeed()}\n------END USER NKEY SEED------\n",
            TestContext.Current.CancellationToken);
        TaskCompletionSource<JsonElement> sent = new();
        await using ScriptedServer nats = Accepting("""{"auth_required":true,"nonce":"once"}""", sent);

        CheckResult result = await RunAsync(nats, options => options.CredentialsFile = path);
        File.Delete(path);

        Assert.Equal(HealthStatus.Healthy, result.Status);
        JsonElement connect = await sent.Task;
        Assert.Equal("a.b.c", connect.GetProperty("jwt").GetString());
        byte[] expected = new byte[64];
        user.Sign(Encoding.ASCII.GetBytes("once"), expected);
        Assert.Equal(Convert.ToBase64String(expected), connect.GetProperty("sig").GetString()!.Replace('-', '+').Replace('_', '/'));
    }

    [Fact]
    public async Task A_credentials_file_that_does_not_exist_is_NOT_FOUND()
    {
        await using ScriptedServer nats = new(connection => connection.ReadToEndAsync());

        CheckResult result = await RunAsync(nats, options => options.CredentialsFile = "/no/such/file.creds");

        Assert.Equal(HealthReason.NotFound, result.Outcome.Reason);
    }

    [Theory]
    [InlineData("-ERR 'Authorization Violation'\r\n", HealthReason.Authentication)]
    [InlineData("-ERR 'Authentication Timeout'\r\n", HealthReason.Authentication)]
    [InlineData("-ERR 'maximum connections exceeded'\r\n", HealthReason.Unavailable)]
    [InlineData("", HealthReason.ConnectionLost)]
    public async Task A_server_that_turns_the_connection_away_is_an_ERROR(string answer, HealthReason reason)
    {
        await using ScriptedServer nats = new(async connection =>
        {
            StreamReader reader = await GreetAsync(connection, "{}");
            await reader.ReadLineAsync();
            await reader.ReadLineAsync();
            await connection.WriteAsync(answer);
        });

        Assert.Equal(reason, (await RunAsync(nats)).Outcome.Reason);
    }

    [Fact]
    public async Task A_server_without_TLS_is_TLS_where_it_is_required()
    {
        await using ScriptedServer nats = Accepting("{}", new());

        CheckResult result = await RunAsync(nats, options => options.Url = new Uri($"tls://{options.Url!.Authority}"));

        Assert.Equal((HealthReason.Tls, "The server does not offer TLS."), (result.Outcome.Reason, result.Outcome.Description));
    }

    [Fact]
    public async Task A_server_of_another_protocol_is_UNEXPECTED_ANSWER()
    {
        await using ScriptedServer http = new(async connection =>
        {
            await connection.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n");
            await connection.ReadToEndAsync();
        });

        Assert.Equal(HealthReason.UnexpectedAnswer, (await RunAsync(http)).Outcome.Reason);
    }

    [Theory]
    [InlineData("INFO ")]
    [InlineData("INFO {}\r\n-ERR ")]
    public async Task A_server_that_sends_a_line_without_end_is_UNEXPECTED_ANSWER(string beginning)
    {
        await using ScriptedServer endless = new(async connection =>
        {
            await connection.WriteAsync(beginning);
            for (int i = 0; i < 3; i++)
            {
                await connection.WriteAsync(new string('x', 1024 * 1024));
            }

            await connection.ReadToEndAsync();
        });

        Assert.Equal(HealthReason.UnexpectedAnswer, (await RunAsync(endless)).Outcome.Reason);
    }

    private static ScriptedServer Accepting(string info, TaskCompletionSource<JsonElement> connect) => new(async connection =>
    {
        StreamReader reader = await GreetAsync(connection, info);
        string line = await reader.ReadLineAsync() ?? string.Empty;
        connect.TrySetResult(JsonDocument.Parse(line["CONNECT ".Length..]).RootElement);
        await reader.ReadLineAsync();
        await connection.WriteAsync("PONG\r\n");
        await connection.ReadToEndAsync();
    });

    private static async Task<StreamReader> GreetAsync(ScriptedConnection connection, string info)
    {
        await connection.WriteAsync($"INFO {info}\r\n");
        return new StreamReader(connection.Stream);
    }

    private static Task<CheckResult> RunAsync(ScriptedServer nats, Action<NatsCheckOptions>? configure = null) =>
        FamilyProbe.RunAsync((checks, name) => checks.AddNats(name, options =>
        {
            options.Url = new Uri($"nats://{nats.Address}");
            configure?.Invoke(options);
        }));
}
