using System.Diagnostics;

namespace HealthFunctions.Testing;

/// <summary>Waits for a server as the Functions host waits for its custom handler: any answer counts.</summary>
internal static class FirstAnswer
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task FirstAnswerAsync(this HttpClient client)
    {
        for (long started = Stopwatch.GetTimestamp(); !await client.AnswersAsync();)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeLimit, "The app did not answer.");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <returns>How long it took until nobody answered any more.</returns>
    public static async Task<TimeSpan> LastAnswerAsync(this HttpClient client)
    {
        long started = Stopwatch.GetTimestamp();
        while (await client.AnswersAsync())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeLimit, "The app did not end.");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<bool> AnswersAsync(this HttpClient client)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
