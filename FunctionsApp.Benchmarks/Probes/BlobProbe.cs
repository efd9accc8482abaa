using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>Get Container Properties, signed by the key of the account, from Azurite.</summary>
internal sealed class BlobProbe : ServerProbe<AzuriteServer>
{
    private const string Container = "known";
    private const string Version = "2021-12-02";

    private readonly HttpClient _client = new(new SocketsHttpHandler());
    private byte[] _key = [];

    public override string What => "Blob, HEAD on a kept connection";

    public override IEnumerable<(string Key, string Value)> Settings =>
        [("Type", "Blob"), ("ConnectionString", Server.ConnectionString), ("Container", Container)];

    public override void AddType(IHealthChecksBuilder checks) => checks.AddAzureCheckTypes();

    public override async Task CallAsync(CancellationToken cancellationToken)
    {
        string date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        using HttpRequestMessage request = new(HttpMethod.Head, new Uri($"{Server.BlobUri}/{Container}?restype=container"));
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", Version);
        string text = $"HEAD{new string('\n', 12)}x-ms-date:{date}\nx-ms-version:{Version}\n/{Server.Account}{request.RequestUri!.AbsolutePath}\nrestype:container";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
        request.Headers.Authorization = new AuthenticationHeaderValue("SharedKey", $"{Server.Account}:{signature}");
        using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    protected override Task ConnectAsync()
    {
        _key = Convert.FromBase64String(Server.Key);
        return Task.CompletedTask;
    }

    protected override ValueTask DisconnectAsync()
    {
        _client.Dispose();
        return default;
    }
}
