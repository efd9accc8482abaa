namespace FunctionsApp.Benchmarks;

/// <summary>Requests per second of <c>/_system/check</c> against bare Kestrel with the same bytes, in turns.</summary>
internal static class HttpBenchmark
{
    private const int Rounds = 9;

    public static Task<IReadOnlyList<Row>> RunAsync()
    {
        using ServerProcess ours = ServerProcess.Start(Published.NativeApp, ServerProcess.PlainPort);
        using ServerProcess theirs = ServerProcess.Start(Published.NativeBare, ServerProcess.PlainPort);
        Load(ours);
        Load(theirs);
        List<(double Ours, double Theirs)> rounds = [];
        for (int i = 0; i < Rounds; i++)
        {
            // Who goes first changes, so that neither always follows the other's heat.
            (double first, double second) = i % 2 == 0 ? (Load(ours), Load(theirs)) : (Load(theirs), Load(ours));
            rounds.Add(i % 2 == 0 ? (first, second) : (second, first));
        }

        (double rate, double baseline) = (rounds.Select(round => round.Ours).Median(), rounds.Select(round => round.Theirs).Median());
        return Task.FromResult<IReadOnlyList<Row>>([new Row("HTTP: /_system/check", rate, baseline, "req/s", 0.95, MoreIsBetter: true)]);
    }

    private static double Load(ServerProcess server) =>
        Wrk.Run(new Uri($"http://127.0.0.1:{server.Port}/_system/check"), connections: 32, seconds: 2).RequestsPerSecond;
}
