using System.Buffers.Text;
using System.Text;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>
/// Stands in for the endpoint of managed identities of App Service: it gives a token for whatever audience it is asked. In the place of
/// its signature the token has the header that the request shows, so that another server can tell whether it knows that.
/// </summary>
internal sealed class IdentityServer : IAsyncDisposable
{
    private readonly ScriptedServer _server;
    private readonly string _header;

    /// <param name="status">The status of its answers.</param>
    /// <param name="header">The header that an app shows.</param>
    public IdentityServer(int status = 200, string header = "secret")
    {
        _header = header;
        _server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            await connection.RespondAsync(
                $$"""{"access_token":"{{Token(connection.Requests[0], now)}}","expires_on":"{{now.AddDays(1).ToUnixTimeSeconds()}}","token_type":"Bearer"}""", status: status);
        });
    }

    /// <summary>Gets the requests so far.</summary>
    public IEnumerable<string> Requests => _server.Connections.SelectMany(connection => connection.Requests);

    /// <summary>Gets a variable of the environment of an app that has an identity.</summary>
    public string? Variable(string name) => name switch
    {
        "IDENTITY_ENDPOINT" => $"{_server.Url}msi/token",
        "IDENTITY_HEADER" => _header,
        _ => null,
    };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string Token(string request, DateTimeOffset now)
    {
        string audience = Uri.UnescapeDataString(request.Split("resource=")[1].Split(['&', ' '])[0]);
        string header = request.Split("X-IDENTITY-HEADER: ")[1].Split("\r\n")[0];
        long begin = now.AddMinutes(-1).ToUnixTimeSeconds();
        return string.Join('.', Part("""{"alg":"none","typ":"JWT"}"""),
            Part($$"""{"aud":"{{audience}}","iss":"https://sts.windows.net/tenant/","iat":{{begin}},"nbf":{{begin}},"exp":{{now.AddDays(1).ToUnixTimeSeconds()}}}"""), header);
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
