using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Asks Azurite, and fills it, by requests that the key of its account signs.</summary>
internal sealed class AzuriteClient : IDisposable
{
    private const string Version = "2021-12-02";

    private readonly AzuriteServer _server;
    private readonly byte[] _key;
    private readonly HttpClient _client;

    /// <param name="server">The server, with its ports.</param>
    /// <param name="key">The key; null for the right one.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The client disposes of its handler.")]
    public AzuriteClient(AzuriteServer server, string? key = null)
    {
        _server = server;
        _key = Convert.FromBase64String(key ?? server.Key);
        _client = new HttpClient(new SocketsHttpHandler { SslOptions = new() { CertificateChainPolicy = TestCertificate.Trust(server.Authority.Certificate) } });
    }

    public Task CreateContainerAsync(string name) => MustAsync(HttpMethod.Put, _server.BlobUri, $"/{name}?restype=container");

    public Task CreateQueueAsync(string name) => MustAsync(HttpMethod.Put, _server.QueueUri, $"/{name}");

    public Task CreateTableAsync(string name) =>
        MustAsync(HttpMethod.Post, _server.TableUri, "/Tables", "application/json", $$"""{"TableName":"{{name}}"}""");

    /// <summary>Puts an entity into a table.</summary>
    public Task InsertEntityAsync(string table, string json) => MustAsync(HttpMethod.Post, _server.TableUri, $"/{table}", "application/json", json);

    /// <summary>Puts a message into a queue.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="text">The text, as XML.</param>
    /// <param name="hiddenSeconds">For how long no receiver sees it.</param>
    public Task SendMessageAsync(string queue, string text = "x", int hiddenSeconds = 0) => MustAsync(
        HttpMethod.Post,
        _server.QueueUri,
        $"/{queue}/messages?visibilitytimeout={hiddenSeconds}",
        "application/xml",
        $"<QueueMessage><MessageText>{text}</MessageText></QueueMessage>");

    /// <summary>Signs for whoever holds the result: it may read all of the account for an hour.</summary>
    /// <returns>The shared access signature, without a question mark.</returns>
    public string SignForReading()
    {
        string end = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string text = $"{_server.Account}\nrp\nbqt\nsco\n\n{end}\n\n\n{Version}\n\n";
        return $"sv={Version}&ss=bqt&srt=sco&sp=rp&se={Uri.EscapeDataString(end)}&sig={Uri.EscapeDataString(Sign(text))}";
    }

    // The scheme SharedKey; tables have a short form of it.
    public async Task<HttpStatusCode> SendAsync(HttpMethod method, Uri account, string resource, string contentType = "", string body = "")
    {
        string date = TimeProvider.System.GetUtcNow().ToString("R");
        using HttpRequestMessage request = new(method, new Uri(account + resource));
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", Version);
        if (body.Length > 0)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        }

        string path = $"/{_server.Account}{request.RequestUri!.AbsolutePath}";
        string query = request.RequestUri.Query.Replace("?", "\n", StringComparison.Ordinal).Replace("=", ":", StringComparison.Ordinal);
        string signed = account == _server.TableUri
            ? $"{method}\n\n{contentType}\n{date}\n{path}"
            : $"{method}\n\n\n{(body.Length > 0 ? $"{body.Length}" : string.Empty)}\n\n{contentType}\n\n\n\n\n\n\nx-ms-date:{date}\nx-ms-version:{Version}\n{path}{query}";
        request.Headers.Authorization = new AuthenticationHeaderValue("SharedKey", $"{_server.Account}:{Sign(signed)}");
        using HttpResponseMessage response = await _client.SendAsync(request);
        return response.StatusCode;
    }

    public void Dispose() => _client.Dispose();

    private string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    private async Task MustAsync(HttpMethod method, Uri account, string resource, string contentType = "", string body = "")
    {
        HttpStatusCode status = await SendAsync(method, account, resource, contentType, body);
        Assert.True((int)status is >= 200 and < 300, $"{method} {resource} is {status}.");
    }
}
