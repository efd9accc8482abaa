using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace HealthFunctions.Logging;

/// <summary>
/// Makes the framework's console logger when the first logger is asked for, in a container of its own: its options touch no other
/// console logger of the app.
/// </summary>
/// <param name="configure">Adds the console logger, with its format and its options.</param>
internal sealed class LazyConsole(Action<ILoggingBuilder> configure) : IDisposable
{
    private readonly Lazy<ServiceProvider> _services = new(() => new ServiceCollection().AddLogging(configure).BuildServiceProvider());
    private IExternalScopeProvider? _scopes;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName)
    {
        ConsoleLoggerProvider console = (ConsoleLoggerProvider)_services.Value.GetRequiredService<ILoggerProvider>();
        if (_scopes is not null)
        {
            console.SetScopeProvider(_scopes);
        }

        return console.CreateLogger(categoryName);
    }

    public void Dispose()
    {
        if (_services.IsValueCreated)
        {
            _services.Value.Dispose();
        }
    }
}
