using ExistingApp;
using HealthFunctions.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Embedding.Tests;

/// <summary>Starts the existing app in this process, with or without HealthFunctions, on a real socket.</summary>
internal sealed class AppUnderTest : WebApplicationFactory<RecordingPublisher>
{
    private readonly bool _embed;
    private readonly IEnumerable<(string Key, string? Value)> _settings;
    private readonly Action<IServiceCollection>? _configureTestServices;

    private AppUnderTest(bool embed, IEnumerable<(string Key, string? Value)> settings, Action<IServiceCollection>? configureTestServices)
    {
        (_embed, _settings, _configureTestServices) = (embed, settings, configureTestServices);
        UseKestrel();
    }

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Starts the app.</summary>
    /// <param name="embed">Whether the app calls <c>AddHealthFunctions</c> and <c>MapHealthFunctions</c>.</param>
    /// <param name="settings">What <c>ConfigureAppConfiguration</c> adds: keys as in the environment.</param>
    /// <param name="configureTestServices">What <c>ConfigureTestServices</c> does.</param>
    public static AppUnderTest Start(
        bool embed, IEnumerable<(string Key, string? Value)>? settings = null, Action<IServiceCollection>? configureTestServices = null)
    {
        AppUnderTest app = new(embed, settings ?? [], configureTestServices);
        app.StartServer();
        app.Client = app.CreateClient();
        return app;
    }

    public async Task<(int Status, string Body)> GetAsync(string path, params IEnumerable<(string Name, string Value)> headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using HttpResponseMessage response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // These are there when Program.cs begins; what is added to the configuration comes when it builds the app.
        builder.UseSetting("Embed", _embed ? "true" : "false");
        // UseKestrel(0) would set the address while the app may start already.
        builder.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        builder.ConfigureAppConfiguration(configuration => configuration.AddConfiguration(Configured.With(_settings)));
        if (_configureTestServices is { } configure)
        {
            builder.ConfigureTestServices(configure);
        }
    }
}
