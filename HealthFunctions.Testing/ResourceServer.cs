using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace HealthFunctions.Testing;

/// <summary>
/// Starts an HTTP server for checks to probe. The path of a request selects how it responds, and the query <c>to</c> where a
/// redirect leads.
/// </summary>
internal sealed class ResourceServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _firstRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    private ResourceServer(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    /// <summary>Gets the base URL, without a slash at its end.</summary>
    public string Url => _app.Urls.Single();

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Gets a task that ends with the arrival of the first request.</summary>
    public Task FirstRequest => _firstRequest.Task;

    /// <summary>Gets the identifiers of the connections used.</summary>
    public HashSet<string> Connections { get; } = [];

    /// <summary>Gets the headers of the last request.</summary>
    public Dictionary<string, string?> LastHeaders { get; private set; } = [];

    public string? LastMethod { get; private set; }

    /// <summary>Gets the body of the last request, as UTF-8.</summary>
    public string LastBody { get; private set; } = string.Empty;

    /// <summary>Gets the thumbprint of the certificate that the client of the last request has shown; null for none.</summary>
    public string? LastClientCertificate { get; private set; }

    /// <summary>Gets the thumbprints of the other certificates that clients have sent with theirs.</summary>
    public HashSet<string> ClientChain { get; } = [];

    /// <summary>Starts the server.</summary>
    /// <param name="certificate">The certificate to serve https with; null for http.</param>
    public static Task<ResourceServer> StartAsync(X509Certificate2? certificate = null) =>
        StartAsync(certificate is null ? null : () => certificate);

    /// <summary>Starts the server with https.</summary>
    /// <param name="certificate">Gives the certificate of each connection; null for http.</param>
    public static async Task<ResourceServer> StartAsync(Func<X509Certificate2>? certificate)
    {
        ResourceServer? server = null;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(https =>
                {
                    https.ServerCertificateSelector = (_, _) => certificate();
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.ClientCertificateValidation = (_, chain, _) =>
                    {
                        server!.ClientChain.UnionWith(chain!.ChainPolicy.ExtraStore.Select(sent => sent.Thumbprint));
                        return true;
                    };
                });
            }
        }));
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        server = new ResourceServer(builder.Build());
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        lock (Connections)
        {
            Connections.Add(context.Connection.Id);
        }

        LastMethod = context.Request.Method;
        LastHeaders = context.Request.Headers.ToDictionary(header => header.Key, header => (string?)header.Value);
        LastClientCertificate = context.Connection.ClientCertificate?.Thumbprint;
        using (StreamReader body = new(context.Request.Body))
        {
            LastBody = await body.ReadToEndAsync(context.RequestAborted);
        }

        _firstRequest.TrySetResult();
        HttpResponse response = context.Response;
        CancellationToken gone = context.RequestAborted;
        string path = context.Request.Path.Value!.TrimStart('/');
        if (int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out int status))
        {
            response.StatusCode = status;
            response.Headers.Location = status is >= 300 and < 400 ? context.Request.Query["to"].FirstOrDefault("/200") : default;
            if (HttpMethods.IsHead(LastMethod))
            {
                response.ContentLength = 100L * 1024 * 1024;
                return;
            }

            await response.WriteAsync($"status {status}", gone);
            return;
        }

        try
        {
            switch (path)
            {
                case "reset":
                    context.Abort();
                    break;
                case "never":
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone);
                    break;
                case "drip":
                    while (true)
                    {
                        await response.WriteAsync(".", gone);
                        await response.Body.FlushAsync(gone);
                        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, gone);
                    }

                case "302-close":
                    response.StatusCode = 302;
                    response.Headers.Location = "/200";
                    response.Headers.Connection = "close";
                    break;
                case "hostile":
                    await response.WriteAsync(new string('a', 50) + "b", gone);
                    break;
                case "huge":
                    byte[] megabyte = new byte[1024 * 1024];
                    response.ContentLength = 100L * megabyte.Length;
                    for (int i = 0; i < 100; i++)
                    {
                        await response.Body.WriteAsync(megabyte, gone);
                    }

                    break;
                default:
                    throw new InvalidOperationException($"No response is defined for the path '{path}'.");
            }
        }
        catch (OperationCanceledException)
        {
            // The check has closed the connection, as it should.
        }
    }
}
