using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>
/// Stands in for Azure Key Vault, of which there is no server to run: it answers for secrets, by https. It takes tokens of an identity
/// that knows its password.
/// </summary>
public sealed class KeyVaultServer : RealServer
{
    /// <summary>The name of a secret that is there whenever the server has started. It has no end.</summary>
    internal const string Known = "db-password";

    private readonly ConcurrentDictionary<string, (int Status, string Body)> _answers = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private HttpsStandIn? _api;
    private X509Certificate2? _certificate;

    public KeyVaultServer() => Add(Known);

    /// <summary>Gets the port.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the URI of the vault.</summary>
    public Uri Uri => new($"https://localhost:{Port}");

    /// <summary>Gets the password that tokens are to have in the place of a signature.</summary>
    public string Password { get; } = Canary.Create();

    /// <summary>Gets the value of all secrets.</summary>
    public string Value { get; } = Canary.Create();

    /// <summary>Gets the requests so far: method and target.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Adds a secret.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">More attributes, as JSON: <c>,"exp":1</c>.</param>
    public void Add(string name, string attributes = "") => Add(
        name, 200, $$"""{"value":"{{Value}}","id":"https://localhost/secrets/{{name}}/1","attributes":{"enabled":true{{attributes}},"created":1,"recoveryLevel":"Recoverable"},"tags":{"of":"x"} }""");

    /// <summary>Sets what is answered for a secret.</summary>
    public void Add(string name, int status, string body) => _answers[name] = (status, body);

    private protected override Task PrepareAsync()
    {
        Port = ReservePort();
        return Task.CompletedTask;
    }

    private protected override async Task BeginAsync()
    {
        _certificate = Authority.Issue();
        _api = await HttpsStandIn.StartAsync(Port, _certificate, AnswerAsync);
    }

    private protected override async Task EndAsync()
    {
        if (_api is not null)
        {
            await _api.DisposeAsync();
            _api = null;
        }

        _certificate?.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        string[] path = $"{context.Request.Path}".Split('/');
        (int status, string body) = $"{context.Request.Headers.Authorization}" switch
        {
            "" => Error(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token."),
            { } shown when !shown.StartsWith("Bearer ", StringComparison.Ordinal) || shown.Split('.')[^1] != Password =>
                Error(401, "Unauthorized", "AKV10022: Invalid audience or signature."),
            _ => _answers.TryGetValue(path[^1], out (int, string) answer) ? answer : Error(404, "SecretNotFound", $"canary: {path[^1]} was not found in this key vault."),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        context.Response.Headers["x-ms-request-id"] = "1";
        if (status == 401)
        {
            context.Response.Headers.WWWAuthenticate = """Bearer authorization="https://login.microsoftonline.com/tenant", resource="https://vault.azure.net" """.TrimEnd();
        }

        return context.Response.WriteAsync(body);
    }

    private static (int Status, string Body) Error(int status, string code, string message) =>
        (status, $$"""{"error":{"code":"{{code}}","message":"{{message}}"} }""");
}
