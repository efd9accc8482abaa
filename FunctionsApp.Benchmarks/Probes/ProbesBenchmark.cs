using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>
/// One run of a check, without the engine, against a call of its bare client: by turns, on servers of this machine, each with a
/// deadline.
/// </summary>
internal static class ProbesBenchmark
{
    private const string Name = "probe";
    private const double Limit = 1.1;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private static readonly Func<Probe>[] Probes =
    [
        static () => new HttpProbe(reuseConnections: true),
        static () => new HttpProbe(reuseConnections: false),
        static () => new TcpProbe(),
        static () => new DnsProbe(),
        static () => new RedisProbe(),
        static () => new PostgresProbe(),
        static () => new MySqlProbe(),
        static () => new SqlServerProbe(),
        static () => new GrpcProbe(),
        static () => new SmtpProbe(),
        static () => new NatsProbe(),
        static () => new MqttProbe(),
        static () => new RabbitMqProbe(),
        static () => new BlobProbe(),
    ];

    public static async Task<IReadOnlyList<Row>> RunAsync()
    {
        List<Row> rows = [];
        foreach (Func<Probe> create in Probes)
        {
            await using Probe probe = create();
            rows.Add(await MeasureAsync(probe));
        }

        return rows;
    }

    private static async Task<Row> MeasureAsync(Probe probe)
    {
        await probe.StartAsync();
        await using ServiceProvider services = Apps.Ours(
            probe.AddType, probe.Settings.Select(setting => ($"HealthChecks:{Name}:{setting.Key}", setting.Value)));
        HealthCheckRegistration registration = services.GetRequiredService<HealthCheckEngine>().Check(Name).Registration;
        IHealthCheck check = registration.Factory(services);
        HealthCheckContext context = new() { Registration = registration };
        IReadOnlyList<Cost> costs = await Alternating.MeasureAsync(probe.CallsPerTurn, RunAsync, CallAsync);
        return new Row($"probe: {probe.What}", costs[0].Nanoseconds / 1_000, costs[1].Nanoseconds / 1_000, "µs", Limit);

        async ValueTask RunAsync()
        {
            using CancellationTokenSource deadline = new(Deadline);
            HealthCheckResult result = await check.CheckHealthAsync(context, deadline.Token);
            if (result.Status != HealthStatus.Healthy)
            {
                throw new InvalidOperationException($"{probe.What}: {result.Description}", result.Exception);
            }
        }

        async ValueTask CallAsync()
        {
            using CancellationTokenSource deadline = new(Deadline);
            await probe.CallAsync(deadline.Token);
        }
    }
}
