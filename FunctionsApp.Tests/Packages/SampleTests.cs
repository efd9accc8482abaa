using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HealthFunctions.Testing;
using HealthFunctions.Testing.FunctionsHost;
using HealthFunctions.Testing.FunctionsHost.Protocol;

namespace FunctionsApp.Tests.Packages;

/// <summary>Tests apps that have the packages and nothing else of this repository.</summary>
[Collection(typeof(PackedLibrariesGroup))]
public sealed partial class SampleTests(PublishedSamples samples) : IClassFixture<PublishedSamples>
{
    public static TheoryData<string> Samples => [.. PublishedSamples.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_builds_without_a_warning(string sample)
    {
        // The worker's SDK restores a project of its own, whose packages ask for versions that a registry may not have.
        Assert.All(Warning.Matches(samples.Output(sample)), warning =>
        {
            Assert.Equal("NU1603", warning.Groups["code"].Value);
            Assert.EndsWith("WorkerExtensions.csproj", warning.Groups["project"].Value, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("FunctionApp")]
    [InlineData("FunctionAppAspNetCore")]
    public async Task A_function_app_has_its_own_trigger_and_those_of_the_package(string sample)
    {
        string file = Path.Combine(samples.Folder(sample), "functions.metadata");
        JsonArray functions = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.AsArray();

        Assert.Equal(
            [
                "HealthFunctions_Check get,head _system/check of HealthFunctions.AzureFunctions.dll",
                "HealthFunctions_NamedCheck get,head _system/check/{name} of HealthFunctions.AzureFunctions.dll",
                $"Orders get orders of {sample}.dll",
            ],
            functions.Select(Describe!).Order(StringComparer.Ordinal));
        Assert.All(functions, function => Assert.True(File.Exists(Path.Combine(samples.Folder(sample), (string)function!["scriptFile"]!))));
    }

    [Theory]
    [InlineData("FunctionApp")]
    [InlineData("FunctionAppAspNetCore")]
    public void A_function_app_has_what_the_Functions_host_reads_and_keeps_its_route_prefix(string sample)
    {
        string[] files = ["host.json", "worker.config.json", "extensions.json", ".azurefunctions"];

        Assert.All(files, file => Assert.True(Path.Exists(Path.Combine(samples.Folder(sample), file)), file));
        Assert.DoesNotContain("routePrefix", File.ReadAllText(Path.Combine(samples.Folder(sample), "host.json")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(samples.Folder(sample), "local.settings.json")));
    }

    [Theory]
    [InlineData("FunctionApp")]
    [InlineData("FunctionAppAspNetCore")]
    public async Task A_function_app_answers_for_its_checks_beside_its_own_trigger(string sample)
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using WorkerHost host = await WorkerHost.StartAsync(
            samples.Folder(sample),
            [
                ("HealthChecks__orders__Type", "Http"), ("HealthChecks__orders__Url", server.Url + "/200"),
                ("HealthChecks__orders__Timeout", "00:01:00"), ("HealthFunctions__Deadline", "00:01:00"),
            ]);
        await FirstAnswerAsync(host);

        Assert.Equal("""{"message":"API running","code":"OK","ok":true}""", await GetAsync("/api/_system/check"));
        Assert.Equal("""{"code":"OK","ok":true}""", await GetAsync("/api/_system/check/queue"));
        Assert.Equal("""{"code":"OK","ok":true}""", await GetAsync("/api/_system/check/orders"));
        Assert.Equal("0 orders are waiting", await GetAsync("/api/orders"));

        Task<string> GetAsync(string path) => host.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("FunctionApp")]
    [InlineData("FunctionAppAspNetCore")]
    public async Task A_caller_that_hangs_up_fails_no_invocation_and_logs_no_error(string sample)
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using WorkerHost host = await WorkerHost.StartAsync(
            samples.Folder(sample),
            [
                ("HealthChecks__hung__Type", "Http"), ("HealthChecks__hung__Url", server.Url + "/never"),
                ("HealthChecks__hung__Timeout", "00:01:00"), ("HealthFunctions__Deadline", "00:01:00"),
            ]);
        await FirstAnswerAsync(host);

        InvocationResponse answer = await host.HangUpAsync("/api/_system/check/hung", server.FirstRequest);

        Assert.Equal(StatusResult.Types.Status.Success, answer.Result.Status);
        await FirstAnswerAsync(host);
        Assert.DoesNotContain(host.Channel.Logs, log => log.Level >= RpcLog.Types.Level.Error);
        Assert.Empty(host.Worker.Errors);
    }

    [Fact]
    public async Task A_worker_service_needs_no_ASP_NET_Core_runtime()
    {
        string file = Path.Combine(samples.Folder("WorkerService"), "WorkerService.runtimeconfig.json");
        JsonNode options = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!["runtimeOptions"]!;

        Assert.Null(options["frameworks"]);
        Assert.Equal("Microsoft.NETCore.App", (string?)options["framework"]!["name"]);
    }

    [Fact]
    public async Task A_worker_service_runs_its_checks_at_its_start()
    {
        using SampleProcess worker = SampleProcess.Start(samples.Folder("WorkerService"), "WorkerService");

        Assert.Equal("queue is Healthy", (await worker.ReadToLineAsync("queue is")).Trim());
    }

    [Fact]
    public async Task An_ASP_NET_Core_app_serves_its_checks_beside_its_own_routes()
    {
        using SampleProcess app = SampleProcess.Start(samples.Folder("AspNetCore"), "AspNetCore", "--urls", "http://127.0.0.1:0");
        string line = await app.ReadToLineAsync("Now listening on: ");
        using HttpClient client = new() { BaseAddress = new Uri(line.Split(": ")[1]) };

        Assert.Equal((HttpStatusCode.OK, """{"message":"API running","code":"OK","ok":true}"""), await GetAsync("/_system/check"));
        Assert.Equal((HttpStatusCode.OK, "My own route"), await GetAsync("/"));
        using HttpResponseMessage changed = await client.PostAsync(new Uri("/queue/120", UriKind.Relative), null, TestContext.Current.CancellationToken);
        changed.EnsureSuccessStatusCode();
        Assert.Equal(
            (HttpStatusCode.InternalServerError, """{"waiting":120,"code":"WARNING","error":true}"""), await GetAsync("/_system/check/queue"));

        async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void The_samples_ask_for_the_version_that_is_packed() =>
        Assert.Equal(Property("Directory.Build.props", "Version"), Property("samples/Directory.Build.props", "HealthFunctionsVersion"));

    /// <summary>
    /// Waits until the app answers: the ASP.NET Core integration gives up on an invocation after five seconds, which the first one
    /// can take on a busy machine.
    /// </summary>
    private static Task FirstAnswerAsync(WorkerHost host) => Eventually.TrueAsync(async () =>
    {
        using HttpResponseMessage response = await host.Client.GetAsync(
            new Uri("/api/_system/check", UriKind.Relative), TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode;
    });

    private static string Property(string file, string name) => XDocument.Load(Repository.Path(file)).Descendants(name).Single().Value;

    private static string Describe(JsonNode function)
    {
        JsonNode trigger = function["bindings"]![0]!;
        string methods = string.Join(',', trigger["methods"]!.AsArray().Select(method => (string)method!));
        return $"{function["name"]} {methods} {trigger["route"]} of {function["scriptFile"]}";
    }

    [GeneratedRegex(@"^(?<project>.*?)(\(\d+,\d+\))? ?: warning (?<code>\w+)", RegexOptions.Multiline)]
    private static partial Regex Warning { get; }
}
