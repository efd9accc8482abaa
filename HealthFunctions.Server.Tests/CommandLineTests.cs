using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>What the process makes of its command line.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help", "Usage:")]
    [InlineData("-h", "/_system/check/<name>")]
    public async Task It_answers_a_question_and_ends(string question, string answer)
    {
        (int exitCode, string output, string errors) = await AppProcess.RunAsync(args: [question]);

        Assert.Equal(0, exitCode);
        Assert.Contains(answer, output, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task It_tells_its_version()
    {
        (int exitCode, string output, _) = await AppProcess.RunAsync(args: ["--version"]);

        Assert.Equal(0, exitCode);
        Assert.Equal(CommandLine.Version, output.TrimEnd());
    }

    [Theory]
    [InlineData("'serve' is unknown", "serve")]
    [InlineData("'--hlep' is unknown", "--hlep")]
    [InlineData("'--urls' has no value", "--urls")]
    [InlineData("'--urls' has no value", "--urls=")]
    [InlineData("'--urls' has no value", "--urls", "--environment", "Production")]
    [InlineData("'--environment' has no value", "--environment")]
    [InlineData("'--environment' has no value", "--environment", "")]
    [InlineData("'--probe' needs an http or https URL, such as http://127.0.0.1:7071/_system/check", "--probe", "http://127.0.0.1:1", "--urls", "x")]
    [InlineData("'--\\u001B[31m' is unknown", "--\u001b[31m")]
    [InlineData("--probe is a value that may be a secret and is not shown", "--probe", "password=hidden")]
    [InlineData("'--probe' needs an http or https URL", "--probe", "http://127.0.0.1:1", "http://127.0.0.1:2")]
    [InlineData("--probe is '127.0.0.1'; allowed: an http or https URL", "--probe", "127.0.0.1")]
    public async Task A_word_that_nobody_would_read_stops_the_start_with_64(string problem, params string[] words)
    {
        (int exitCode, _, string errors) = await AppProcess.RunAsync(args: words);

        Assert.Equal(64, exitCode);
        Assert.StartsWith(problem, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }
}
