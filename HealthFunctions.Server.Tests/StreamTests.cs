using System.Runtime.InteropServices;
using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>The output and error streams of the process: whatever becomes of them, it serves.</summary>
public sealed class StreamTests
{
    private const string Liveness = "/_system/check";
    private const string Running = """{"message":"API running","code":"OK","ok":true}""";

    /// <summary>More than a pipe holds, and less than pipe and queue hold together.</summary>
    private const int BeyondThePipe = 128 * 1024;

    private static readonly (string, string?)[] LogEverything = [("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Trace")];

    [Fact]
    public async Task While_nobody_reads_the_output_every_poll_is_answered_and_what_was_dropped_is_counted()
    {
        Requires.Signals();
        await using AppProcess app = await AppProcess.StartAsync(LogEverything);

        // A connection of its own is several lines of log, so that these are many more than pipe and queue can hold.
        app.Client.DefaultRequestHeaders.ConnectionClose = true;
        for (int i = 0; i < 3000; i++)
        {
            await app.Client.AnswerAsync(Liveness, 200, Running);
        }

        await app.ReadAsync(BeyondThePipe);
        Task<string> rest = app.ReadToEndAsync();
        // The first line that is written after the queue was full brings the count with it.
        await app.Client.AnswerAsync(Liveness, 200, Running);
        // A stop writes what is queued.
        await app.StopAsync(PosixSignal.SIGTERM);
        Assert.Matches("[1-9][0-9]* message\\(s\\) dropped", await rest);
    }

    [Theory]
    [InlineData("exec >&-")]
    [InlineData("exec >/dev/full")]
    [InlineData("exec >/dev/full 2>/dev/full")]
    [InlineData("pipe=$(mktemp -u) && mkfifo $pipe && exec 1<>$pipe && rm $pipe && head -c 65536 /dev/zero")]
    public async Task An_output_that_takes_nothing_from_the_start_ends_nothing(string prepare)
    {
        Requires.Linux();
        await using AppProcess app = await AppProcess.StartFromShellAsync(prepare, LogEverything);

        await app.Client.AnswerAsync(Liveness, 200, Running);

        Assert.Equal(0, await app.StopAsync(PosixSignal.SIGTERM));
    }

    [Theory]
    [InlineData(78, "exec >&- 2>/dev/full; PORT=x exec \"$0\"")]
    [InlineData(78, "exec >&- 2>&-; PORT=x exec \"$0\"")]
    [InlineData(64, "exec >&- 2>&-; exec \"$0\" --nothing")]
    [InlineData(0, "exec >&-; exec \"$0\" --help")]
    [InlineData(0, "exec >&- 2>&-; exec \"$0\" --version")]
    [InlineData(1, "exec >&- 2>&-; exec \"$0\" --probe http://127.0.0.1:1")]
    public async Task Streams_that_take_nothing_do_not_change_the_exit_code(int expected, string command)
    {
        Requires.Linux();

        (int exitCode, _, _) = await AppProcess.RunExecutableAsync("/bin/sh", [], "-c", command, AppProcess.Executable);

        Assert.Equal(expected, exitCode);
    }
}
