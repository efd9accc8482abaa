using System.Globalization;
using HealthFunctions.Server.Connections;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Server;

/// <summary>Sets up Kestrel for what a health endpoint is asked.</summary>
internal static class KestrelBuilder
{
    /// <summary>A stop is over within a second, whatever callers and checks do, plus the time for which it serves on.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(600);

    /// <summary>What a client may send at once, pipelined requests included. Headers have half of it.</summary>
    private const int RequestBuffer = 64 * 1024;

    public static void AddKestrel(this HostApplicationBuilder builder)
    {
        // A wrong number is told by the engine.
        int drainSeconds = ushort.TryParse(builder.Configuration["HealthFunctions:DrainSeconds"], CultureInfo.InvariantCulture, out ushort given) ? given : 0;
        builder.Services.AddSingleton(Options.Create(new HostOptions { ShutdownTimeout = ShutdownTimeout + TimeSpan.FromSeconds(drainSeconds) }));
        bool readsKestrel = KestrelSettings.AreNeeded(builder.Configuration);
        KestrelLimits limits = KestrelSettings.ReadLimits(readsKestrel ? builder.Configuration : null, new());
        builder.Services.AddSingleton<IStartupValidator>(services => new StartupValidator(services, readsKestrel));
        if (readsKestrel)
        {
            builder.Services.AddConfiguredKestrel(builder.Configuration, options => Apply(limits, options));
            builder.Services.AddSingleton<IConnectionListenerFactory>(services => LimitedSockets(limits, services.GetRequiredService<ILoggerFactory>()));
        }
        else
        {
            builder.Services.AddSingleton<IServer>(services => PlainKestrel(limits, services, services.GetRequiredService<ILoggerFactory>()));
        }

        builder.Services.AddSingleton(services => new HttpServer(services.GetRequiredService<IServer>(), services));
        builder.Services.AddHostedService(services => services.GetRequiredService<HttpServer>());
    }

    /// <summary>Makes Kestrel by hand, for http: as a web host has it, it costs a start 0.5 ms of 9 and 0.6 MB (ADR 4).</summary>
    private static KestrelServer PlainKestrel(KestrelLimits limits, IServiceProvider services, ILoggerFactory logs)
    {
        KestrelServerOptions options = new() { ApplicationServices = services };
        Apply(limits, options);
        return new KestrelServer(Options.Create(options), LimitedSockets(limits, logs), logs);
    }

    private static LimitedTransport LimitedSockets(KestrelLimits limits, ILoggerFactory logs)
    {
        int limit = limits.MaxConcurrentConnections ?? ConnectionLimit.Find();
        SocketTransportOptions options = new();
        // Those that wait to be accepted hold memory of the kernel, which a container's limit counts.
        options.Backlog = Math.Min(options.Backlog, 2 * limit);
        return new(
            new SocketTransportFactory(Options.Create(options), logs),
            new ConnectionLimiter(limit, logs.CreateLogger(typeof(ConnectionLimiter).FullName!)));
    }

    private static void Apply(KestrelLimits limits, KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.KeepAliveTimeout = limits.KeepAliveTimeout;
        options.Limits.RequestHeadersTimeout = limits.RequestHeadersTimeout;
        options.Limits.MaxRequestBodySize = HttpApplication.LongestDroppedBody;
        options.Limits.MaxRequestBufferSize = RequestBuffer;
    }
}
