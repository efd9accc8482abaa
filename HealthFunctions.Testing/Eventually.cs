namespace HealthFunctions.Testing;

/// <summary>Waits for what other threads do and tell nobody.</summary>
internal static class Eventually
{
    /// <summary>Ends as soon as the condition holds; the test's own cancellation is the limit.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
