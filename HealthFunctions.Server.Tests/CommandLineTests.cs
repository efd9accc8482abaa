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
    public async Task It_lists_each_type_of_check_that_it_contains_with_the_keys_that_it_needs()
    {
        (_, string output, _) = await AppProcess.RunAsync(args: ["--help"]);

        string[] lines = output.Split('\n');
        foreach (string type in await TypesAsync())
        {
            Assert.Single(lines, line => line.StartsWith($"  {type} ", StringComparison.Ordinal) && line.TrimEnd().EndsWith('.'));
        }

        Assert.Matches(@"\n  Tcp +Host Port +Connects to a TCP server\.\n", output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("Http", "  Url (required)")]
    [InlineData("tls", "  Port (default: 443)")]
    [InlineData("HealthChecks", "  MaxAge (default: 1s)")]
    [InlineData("HealthFunctions", "  Deadline (default: 10s)")]
    public async Task It_explains_the_settings_of_a_type(string type, string key)
    {
        (int exitCode, string output, string errors) = await AppProcess.RunAsync(args: ["--help", type]);

        Assert.Equal((0, string.Empty), (exitCode, errors));
        Assert.Contains(key, output.Split('\n').Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task It_explains_each_type_that_it_contains()
    {
        foreach (string type in await TypesAsync())
        {
            (int exitCode, string output, _) = await AppProcess.RunAsync(args: ["--help", type]);

            Assert.Equal(0, exitCode);
            Assert.StartsWith($"Type={type}", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Help_for_a_type_that_it_does_not_contain_ends_it_with_64()
    {
        (int exitCode, _, string errors) = await AppProcess.RunAsync(args: ["--help", "Htpp"]);

        Assert.Equal(64, exitCode);
        Assert.StartsWith("'Htpp' is no type of check that this executable contains (did you mean Http?); allowed: Blob, Certificate, ", errors, StringComparison.Ordinal);
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
    [InlineData("'--hlep' is unknown (did you mean --help?);", "--hlep")]
    [InlineData("'--HealthCheck:db:Url' is unknown (did you mean --HealthChecks?);", "--HealthCheck:db:Url", "https://example.org")]
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

    /// <summary>Asks the app which types it contains.</summary>
    private static async Task<string[]> TypesAsync()
    {
        (_, _, string errors) = await AppProcess.RunAsync([("HealthChecks__a__Type", "none")]);
        return errors.Split('\n').First(line => line.Contains("HealthChecks__a__Type", StringComparison.Ordinal)).Split("allowed: ")[1].TrimEnd('.', '\r').Split(", ");
    }
}
