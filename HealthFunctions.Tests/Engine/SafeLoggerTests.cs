using HealthFunctions.Engine;
using HealthFunctions.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that the engine's log never throws.</summary>
public sealed class SafeLoggerTests
{
    [Fact]
    public void What_a_log_throws_is_swallowed()
    {
        using ThrowingLoggerProvider throwing = new();
        SafeLogger logger = new(throwing);

        Assert.Null(logger.BeginScope("scope"));
        Assert.False(logger.IsEnabled(LogLevel.Error));
        logger.Log(LogLevel.Error, default, "line", null, (line, _) => line);
    }

    [Fact]
    public void A_log_that_works_gets_every_line_and_scope()
    {
        FakeLogger log = new();
        SafeLogger logger = new(log);

        Assert.True(logger.IsEnabled(LogLevel.Error));
        using (logger.BeginScope("scope"))
        {
            logger.Log(LogLevel.Error, default, "line", null, (line, _) => line);
        }

        Assert.Equal(("line", "scope"), (log.LatestRecord.Message, Assert.Single(log.LatestRecord.Scopes)));
    }
}
