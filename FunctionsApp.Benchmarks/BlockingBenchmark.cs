using System.Diagnostics;
using HealthFunctions.AspNetCore;
using HealthFunctions.Endpoint;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Benchmarks;

/// <summary>32 checks that block their threads for a second, over and over, while others ask whether the process runs.</summary>
internal static class BlockingBenchmark
{
    private const int Checks = 32;
    private const string Tag = "blocking";
    private const double SystemLimit = 20;
    private static readonly TimeSpan CheckTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Row>> RunAsync()
    {
        // Without a reserve first: the threads that one asks for live on for a while.
        (double system, IReadOnlyList<double> groups) = await AskAsync(reserveThreads: false);
        await using ServiceProvider framework = Apps.Framework(Register);
        HealthCheckService service = framework.GetRequiredService<HealthCheckService>();
        double theirs = await MeasureAsync(() => service.CheckHealthAsync());
        (double reservedSystem, IReadOnlyList<double> reservedGroups) = await AskAsync(reserveThreads: true);

        return
        [
            new Row("32 checks block for 1 s: /_system/check meanwhile, p99 against 20 ms", reservedSystem, SystemLimit, "ms", 1),
            new Row("  without ReserveThreads", system, SystemLimit, "ms", null),
            new Row("32 checks block for 1 s: their group's slowest answer, against its deadline", reservedGroups.Max(), Deadline.TotalMilliseconds, "ms", 1),
            new Row("  without ReserveThreads", groups.Max(), Deadline.TotalMilliseconds, "ms", null),
            new Row("32 checks block for 1 s: first answer of all, against the framework's service", reservedGroups[0], theirs, "ms", null),
        ];
    }

    /// <summary>Asks an app for the group of the checks, over and over, and whether its process runs meanwhile.</summary>
    private static async Task<(double System, IReadOnlyList<double> Groups)> AskAsync(bool reserveThreads)
    {
        await using WebApplication app = await StartAsync(reserveThreads);
        using HttpClient client = new() { BaseAddress = new Uri(app.Urls.Single()) };
        Task<double> load = Task.Run(() => Wrk.Run(new Uri(client.BaseAddress, "/_system/check"), connections: 2, seconds: 10).P99Milliseconds);
        List<double> groups = [];
        while (!load.IsCompleted)
        {
            groups.Add(await MeasureAsync(async () =>
            {
                using HttpResponseMessage response = await client.GetAsync(new Uri($"/_system/check/{Tag}", UriKind.Relative));
                // Without a reserve it can be an error: the deadline came first.
                await response.Content.ReadAsByteArrayAsync();
            }));
        }

        return (await load, groups);
    }

    private static async Task<WebApplication> StartAsync(bool reserveThreads)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(Apps.Configuration(
        [
            ("HealthFunctions:Deadline", $"{Deadline}"),
            ("HealthFunctions:ReserveThreads", reserveThreads ? "true" : "false"),
            .. Enumerable.Range(0, Checks).Select(i => ($"HealthChecks:check{i}:MaxAge", "00:00:00")),
        ]));
        Register(builder.AddHealthFunctions());
        WebApplication app = builder.Build();
        app.Run(new HealthHttpHandler(app.Services.GetRequiredService<HealthEndpoint>()).HandleAnyAsync);
        await app.StartAsync();
        return app;
    }

    private static void Register(IHealthChecksBuilder checks)
    {
        for (int i = 0; i < Checks; i++)
        {
            checks.AddCheck($"check{i}", new DelegateCheck(BlockAsync), tags: [Tag]);
        }
    }

    private static Task BlockAsync()
    {
        using ManualResetEventSlim never = new();
        never.Wait(CheckTime);
        return Task.CompletedTask;
    }

    private static async Task<double> MeasureAsync(Func<Task> callAsync)
    {
        long began = Stopwatch.GetTimestamp();
        await callAsync();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
