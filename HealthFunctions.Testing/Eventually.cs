namespace HealthFunctions.Testing;

/// <summary>Waits for effects of other threads that raise no event.</summary>
internal static class Eventually
{
    /// <summary>Waits until the condition is true, or the test is cancelled.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Waits until the condition, asked again and again, is true, or the test is cancelled.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
