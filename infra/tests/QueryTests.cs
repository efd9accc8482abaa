using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HealthFunctions.FunctionsHost;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Logging.Testing;

namespace Infra.Tests;

/// <summary>
/// host.json, the lines that the app writes, and the queries that read them, held together. That the queries are KQL, and name
/// columns that there are, is checked by tools/lint.
/// </summary>
public sealed partial class QueryTests
{
    /// <summary>The category under which the host logs the console of a worker or a custom handler.</summary>
    private const string Console = "Host.Function.Console";

    public static TheoryData<string> Queries => [.. All().Where(query => query.Contains("line.", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Each_value_that_a_query_takes_from_a_line_is_in_it(string query)
    {
        JsonObject line = await StatusLineAsync();

        Assert.All(Values.Matches(query), value => Assert.NotNull(Find(line, value.Groups[1].Value.Split('.'))));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Each_query_takes_the_lines_of_the_app(string query)
    {
        JsonObject line = await StatusLineAsync();

        Assert.StartsWith(CategoryOf(query), (string)line["Category"]!, StringComparison.Ordinal);
        Assert.All(LineEvent.Matches(query), id => Assert.Equal(id.Groups[1].Value, line["EventId"]!.ToString()));
    }

    [Fact]
    public async Task A_value_that_no_line_has_is_noticed() =>
        Assert.Null(Find(await StatusLineAsync(), ["State", "Chek"]));

    [Fact]
    public async Task A_check_that_turns_ERROR_is_no_error_of_the_host()
    {
        string query = await File.ReadAllTextAsync(Repository.Path("infra", "host-errors.kql"), TestContext.Current.CancellationToken);

        Assert.Contains($"not(category == \"{Console}\" and tostring(parse_json(message).Category) startswith \"", query, StringComparison.Ordinal);
        Assert.StartsWith(CategoryOf(query), (string)(await StatusLineAsync())["Category"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Worker.rpcWorkerProcess.dotnet-isolated.1")]
    [InlineData("Worker.HttpWorkerProcess.1")]
    [InlineData("Host.Startup")]
    [InlineData("Microsoft.Azure.WebJobs.Script.WebHost.WebScriptHostHttpRoutesManager")]
    [InlineData(Console)]
    public async Task Errors_of_the_host_and_its_workers_are_counted(string category)
    {
        string query = await File.ReadAllTextAsync(Repository.Path("infra", "host-errors.kql"), TestContext.Current.CancellationToken);

        Assert.Contains(Prefixes.Matches(query), prefix => category.StartsWith(prefix.Groups[1].Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("host.json")]
    [InlineData("HealthFunctions.Server/CustomHandler/host.json")]
    public async Task The_host_keeps_the_console_and_the_errors_and_no_answered_request(string file)
    {
        string json = await File.ReadAllTextAsync(Repository.Path(file), TestContext.Current.CancellationToken);
        JsonObject levels = JsonNode.Parse(json)!["logging"]!["logLevel"]!.AsObject();

        Assert.Equal("Information", (string?)levels[Console]);
        Assert.Equal("Warning", (string?)levels["default"]);
        Assert.Equal(2, levels.Count);
    }

    /// <summary>An answered request is logged at Information, which host.json drops: only failed invocations are in the table.</summary>
    [Fact]
    public void No_query_reads_answered_requests() => Assert.All(
        All(),
        query => Assert.DoesNotMatch(@"\brequests\b(?! \| where tolower\(tostring\(success\)\) in \(""0"", ""false""\))", query));

    private static IEnumerable<string> All()
    {
        yield return File.ReadAllText(Repository.Path("infra", "host-errors.kql"));
        foreach (JsonNode? item in JsonNode.Parse(File.ReadAllText(Repository.Path("infra", "workbook.json")))!["items"]!.AsArray())
        {
            if ((string?)item!["content"]!["query"] is { } query)
            {
                yield return query;
            }
        }

        foreach (string page in Directory.EnumerateFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories))
        {
            foreach (Match block in Block.Matches(File.ReadAllText(page)))
            {
                yield return block.Groups[1].Value;
            }
        }
    }

    private static string CategoryOf(string query) => AppCategory.Match(query).Groups[1].Value is { Length: > 0 } category
        ? category
        : throw new InvalidOperationException("The query does not select the app's lines.");

    private static JsonNode? Find(JsonNode? node, IEnumerable<string> path) => path.Aggregate(node, (at, key) => at?[key]);

    /// <summary>The line that a check writes when it turns ERROR, as the app formats it for a Functions host.</summary>
    private static async Task<JsonObject> StatusLineAsync()
    {
        await using EngineUnderTest app = EngineUnderTest.Of(DelegateCheck.Returning(HealthCheckResult.Unhealthy()));
        await app.Service.CheckHealthAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => app.Log.GetSnapshot().Any(record => record.Id.Name == "StatusChanged"));
        FakeLogRecord record = app.Log.GetSnapshot().Single(record => record.Id.Name == "StatusChanged");
        await using ServiceProvider console = new ServiceCollection().AddLogging(FunctionsHostLogs.AddFunctionsHostConsole).BuildServiceProvider();
        ConsoleFormatter formatter = console.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == ConsoleFormatterNames.Json);
        await using StringWriter text = new();
        LogEntry<IReadOnlyList<KeyValuePair<string, object?>>> entry = new(
            record.Level, record.Category!, record.Id, [.. record.StructuredState!.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value))],
            record.Exception, (_, _) => record.Message);
        formatter.Write(entry, scopeProvider: null, text);
        return JsonSerializer.Deserialize<JsonObject>(text.ToString())!;
    }

    [GeneratedRegex(@"\bline\.([A-Za-z.]+)")]
    private static partial Regex Values { get; }

    [GeneratedRegex(@"Category\) startswith ""(HealthFunctions[A-Za-z.]*)""")]
    private static partial Regex AppCategory { get; }

    [GeneratedRegex(@"line\.EventId\) == ([0-9]+)")]
    private static partial Regex LineEvent { get; }

    [GeneratedRegex(@"category startswith ""([A-Za-z.]+)""")]
    private static partial Regex Prefixes { get; }

    [GeneratedRegex("```kusto\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block { get; }
}
