using System.Diagnostics;
using System.Text.RegularExpressions;
using HealthFunctions.Testing;

namespace Infra.Tests;

/// <summary>What azd and GitHub run.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows => [.. Directory.EnumerateFiles(Repository.Path(".github", "workflows"))];

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task Each_action_is_pinned_to_a_commit_and_tells_its_version(string workflow)
    {
        string[] lines = await File.ReadAllLinesAsync(workflow, TestContext.Current.CancellationToken);
        string[] uses = [.. lines.Where(line => line.Contains("uses:", StringComparison.Ordinal))];

        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(Pinned, line));
    }

    [Theory]
    [InlineData("      - uses: actions/checkout@v7")]
    [InlineData("      - uses: actions/checkout@v7.0.1 # v7.0.1")]
    [InlineData("      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1")]
    public void Anything_else_is_not_pinned(string line) => Assert.DoesNotMatch(Pinned, line);

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task Nothing_is_permitted_but_what_a_job_asks_for_and_no_job_runs_for_ever(string workflow)
    {
        string text = await File.ReadAllTextAsync(workflow, TestContext.Current.CancellationToken);

        Assert.Contains("\npermissions: {}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(": write-all", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
        int jobs = Regex.Count(text, "runs-on:");
        Assert.Equal(jobs, Regex.Count(text, "timeout-minutes:"));
        Assert.Equal(Regex.Count(text, "uses: actions/checkout@"), Regex.Count(text, "persist-credentials: false"));
    }

    [Fact]
    public async Task Each_workflow_builds_with_the_same_exact_SDK_and_no_other_of_the_machine()
    {
        List<string> versions = [];
        foreach (string workflow in Directory.EnumerateFiles(Repository.Path(".github", "workflows")))
        {
            string text = await File.ReadAllTextAsync(workflow, TestContext.Current.CancellationToken);
            versions.AddRange(SdkVersion.Matches(text).Select(match => match.Groups[1].Value));
            int setups = Regex.Count(text, "uses: actions/setup-dotnet@");
            Assert.Equal(setups, SdkVersion.Count(text));
            Assert.Equal(setups, Regex.Count(text, @"DOTNET_INSTALL_DIR: \$\{\{ runner\.temp \}\}/dotnet"));
        }

        Assert.Single(versions.Distinct());
    }

    [Theory]
    [InlineData("azure-dev.yml")]
    [InlineData("nightly.yml")]
    public async Task Nothing_is_built_where_Azure_can_be_reached(string workflow)
    {
        string text = await File.ReadAllTextAsync(Repository.Path(".github", "workflows", workflow), TestContext.Current.CancellationToken);
        string[] jobs = Job.Split(text)[1..];

        Assert.True(jobs.Length >= 2);
        Assert.All(jobs, job => Assert.False(
            job.Contains("id-token: write", StringComparison.Ordinal) && (job.Contains("dotnet ", StringComparison.Ordinal) || job.Contains("publish.sh", StringComparison.Ordinal))));
        Assert.Contains(jobs, job => job.Contains("id-token: write", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_hooks_of_azd_are_there_and_can_be_run()
    {
        string text = await File.ReadAllTextAsync(Repository.Path("azure.yaml"), TestContext.Current.CancellationToken);
        string[] hooks = [.. Hook.Matches(text).Select(match => match.Groups[1].Value)];

        Assert.Equal(["infra/hooks/prune.sh", "infra/hooks/first-package.sh", "infra/hooks/wait.sh", "infra/hooks/down.sh"], hooks);
        foreach (string hook in hooks)
        {
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Repository.Path(hook)).HasFlag(UnixFileMode.UserExecute), hook);
        }
    }

    [Fact]
    public async Task What_would_change_is_shown_without_any_value_and_without_receivers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs jq.");
        string text = await File.ReadAllTextAsync(Repository.Path(".github", "workflows", "azure-dev.yml"), TestContext.Current.CancellationToken);
        string filter = WhatIfFilter.Match(text).Groups[1].Value;
        ProcessStartInfo start = new("jq", ["--raw-output", filter]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process jq = Process.Start(start)!;
        await jq.StandardInput.WriteAsync(
            """
            {"changes":[
              {"changeType":"Modify","resourceId":"/x/microsoft.insights/actiongroups/ag","delta":[{"path":"properties.webhookReceivers","propertyChangeType":"Delete","before":"a-token"}]},
              {"changeType":"NoChange","resourceId":"/x/same"},
              {"changeType":"Create","resourceId":"/x/new","after":{"a":"a-token"}},
              {"changeType":"Modify","resourceId":"/x/app","delta":[{"path":"tags","propertyChangeType":"Array","children":[{"path":"0","propertyChangeType":"Delete","before":"a-token"}]}]}]}
            """);
        jq.StandardInput.Close();

        Assert.Equal("Create /x/new\nModify /x/app\n  Array tags\n    Delete 0\n", await jq.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Major version 1 of the image has a release candidate of .NET 10 (devcontainers/images, src/dotnet).</summary>
    [Fact]
    public async Task The_dev_container_has_a_release_of_the_SDK() => Assert.Contains(
        "\"mcr.microsoft.com/devcontainers/dotnet:2-10.0\"",
        await File.ReadAllTextAsync(Repository.Path(".devcontainer", "devcontainer.json"), TestContext.Current.CancellationToken),
        StringComparison.Ordinal);

    [Fact]
    public async Task The_service_of_azd_is_the_one_the_app_is_tagged_with()
    {
        Prediction prediction = await Prediction.OfAsync("no-checks");
        string text = await File.ReadAllTextAsync(Repository.Path("azure.yaml"), TestContext.Current.CancellationToken);

        Assert.Contains($"\n  {prediction.Site.At("tags")["azd-service-name"]}:\n", text, StringComparison.Ordinal);
    }

    [GeneratedRegex("uses: [A-Za-z/-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+$")]
    private static partial Regex Pinned { get; }

    [GeneratedRegex(@"dotnet-version: (10\.0\.\d{3})\n")]
    private static partial Regex SdkVersion { get; }

    [GeneratedRegex("\\n  [a-z-]+:\\n    (?=if:|needs:|runs-on:|#)")]
    private static partial Regex Job { get; }

    [GeneratedRegex(@"--no-pretty-print --output json \\\n[^|]+\|\n\s+jq --raw-output '([^']+)'\n")]
    private static partial Regex WhatIfFilter { get; }

    [GeneratedRegex("run: (infra/\\S+)")]
    private static partial Regex Hook { get; }
}
