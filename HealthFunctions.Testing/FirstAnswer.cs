using System.Diagnostics;

namespace HealthFunctions.Testing;

/// <summary>Waits for a server to start or to stop answering. Any response counts, as for the Functions host and its custom handler.</summary>
internal static class FirstAnswer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task FirstAnswerAsync(this HttpClient client)
    {
        for (long started = Stopwatch.GetTimestamp(); !await client.AnswersAsync();)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Timeout, "The app did not answer.");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until nobody answers any more.</summary>
    public static async Task LastAnswerAsync(this HttpClient client)
    {
        long started = Stopwatch.GetTimestamp();
        while (await client.AnswersAsync())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Timeout, "The app did not end.");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
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
