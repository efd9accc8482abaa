namespace HealthFunctions.Testing.Conformance;

/// <summary>Hosts the endpoint in one of the possible ways, with the checks of <see cref="ContractChecks"/>.</summary>
public abstract class ContractHost : IAsyncLifetime
{
    private ResourceServer? _server;
    private StartedApp? _app;

    public async ValueTask InitializeAsync()
    {
        _server = await ResourceServer.StartAsync();
        _app = await StartAsync(ContractChecks.Settings(_server));
    }

    /// <summary>Gets the address of an app that is asked by HTTP.</summary>
    public Uri Url => _app?.Url ?? throw new InvalidOperationException("The app has no address.");

    /// <summary>Sends one request.</summary>
    /// <param name="method">The method, in capitals.</param>
    /// <param name="path">The path and the query, as sent.</param>
    public Task<ContractAnswer> AskAsync(string method, string path) => _app!.AskAsync(method, path);

    public async ValueTask DisposeAsync()
    {
        await (_app?.App.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the app.</summary>
    /// <param name="settings">The app's settings, as in its environment.</param>
    protected abstract Task<StartedApp> StartAsync(IEnumerable<(string Key, string? Value)> settings);

    /// <summary>Holds an app that runs.</summary>
    /// <param name="App">The app.</param>
    /// <param name="AskAsync">Sends one request: its method, its path and query.</param>
    protected sealed record StartedApp(IAsyncDisposable App, Func<string, string, Task<ContractAnswer>> AskAsync)
    {
        /// <summary>Holds an app that is asked by HTTP.</summary>
        public StartedApp(IAsyncDisposable app, HttpClient client)
            : this(app, (method, path) => ContractAnswer.FromAsync(client, method, path)) => Url = client.BaseAddress;

        public Uri? Url { get; }
    }
}
