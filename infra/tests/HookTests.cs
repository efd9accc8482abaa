using System.Diagnostics;
using HealthFunctions.Testing;

namespace Infra.Tests;

/// <summary>The hooks, run with an `az` of the test's own on the path.</summary>
public sealed class HookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hooks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_forbidden_command_is_tried_again_until_the_role_counts()
    {
        (int code, string output) = await RunAsync(
            "retry-forbidden.sh",
            ["az"],
            """echo x >> "$0.tries"; [ "$(wc -l < "$0.tries")" -ge 3 ] && echo done && exit 0; echo 'Response status code does not indicate success: 403 (Forbidden).' >&2; exit 1""");

        Assert.Equal(0, code);
        Assert.Contains("done", output, StringComparison.Ordinal);
        Assert.Equal(3, (await File.ReadAllLinesAsync(Path.Combine(_folder, "az.tries"), TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("404 Not Found", 1)]
    [InlineData("code 14034", 1)]
    [InlineData("correlation a403b 7f-403-9c", 1)]
    [InlineData("status:403,", 2)]
    [InlineData("AuthorizationPermissionMismatch", 2)]
    public async Task Any_other_failure_ends_it_and_so_does_the_last_try(string error, int tries)
    {
        (int code, string output) = await RunAsync("retry-forbidden.sh", ["az"], $"""echo x >> "$0.tries"; echo '{error}'; exit 7""", ("FORBIDDEN_TRIES", "2"));

        Assert.Equal(7, code);
        Assert.Contains(error, output, StringComparison.Ordinal);
        Assert.Equal(tries, (await File.ReadAllLinesAsync(Path.Combine(_folder, "az.tries"), TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task What_a_command_says_is_shown_while_it_runs()
    {
        // The command ends once what it said has been read: a file that the reader makes.
        (int code, string output) = await RunAsync(
            "retry-forbidden.sh",
            ["sh", "-c", """{ echo said; until [ -e "$1.seen" ]; do sleep 0.1; done; echo done; }""", "sh", Path.Combine(_folder, "x")],
            "exit 0",
            said: line => File.WriteAllText(Path.Combine(_folder, "x.seen"), line));

        Assert.Equal(0, code);
        Assert.Contains("done", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_and_alerts_of_checks_that_are_gone_are_removed_and_no_others()
    {
        (int code, string output) = await RunAsync(
            "prune.sh",
            [],
            """case "$*" in *"resource list"*) printf 'health-alive-tok\nhealth-shop-tok\nhealth-shop_old-tok\n';; *"resource delete"*) echo "$*";; esac""",
            ("AZURE_RESOURCE_GROUP", "rg"),
            ("HEALTH_TOKEN", "tok"),
            ("HEALTH_TESTS", "health-alive-tok health-shop-tok"));

        Assert.Equal(0, code);
        Assert.Equal(
            [
                "resource delete --resource-group rg --resource-type Microsoft.Insights/metricAlerts --name health-shop_old-tok",
                "resource delete --resource-group rg --resource-type Microsoft.Insights/webtests --name health-shop_old-tok",
            ],
            output.Split('\n').Where(line => line.StartsWith("resource delete", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Grants_on_secrets_that_no_check_names_are_removed()
    {
        (int code, string output) = await RunAsync(
            "prune.sh",
            [],
            """case "$*" in *"assignment list"*) printf '/a/1\t/x/vaults/KV/secrets/Token\n/a/2\t/x/vaults/kv/secrets/old\n';; *"assignment delete"*) echo "$*";; esac""",
            ("AZURE_RESOURCE_GROUP", "rg"),
            ("HEALTH_TOKEN", "tok"),
            ("HEALTH_SECRETS", "kv/token kv/other"));

        Assert.Equal(0, code);
        Assert.Equal(["role assignment delete --ids /a/2"], output.Split('\n').Where(line => line.StartsWith("role assignment", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_az_nothing_is_removed_and_it_says_so()
    {
        (int code, string output) = await RunAsync("prune.sh", [], "exit 1", ("AZURE_RESOURCE_GROUP", "rg"), ("HEALTH_TOKEN", "tok"));

        Assert.Equal(0, code);
        Assert.Contains("stay in rg", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wait_gives_up_with_the_last_status_and_the_error_of_az()
    {
        (int code, string output) = await RunAsync(
            "wait.sh",
            [],
            """case "$*" in "account show") exit 0;; *) echo 'ERROR: the app is not there' >&2; exit 3;; esac""",
            ("HEALTH_URL", "http://127.0.0.1:1"),
            ("HEALTH_WAIT_SECONDS", "0"),
            ("AZURE_RESOURCE_GROUP", "rg"),
            ("FUNCTION_APP_NAME", "func"));

        Assert.Equal(1, code);
        Assert.Contains("last status 000", output, StringComparison.Ordinal);
        Assert.Contains("ERROR: the app is not there", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wait_goes_on_to_the_app_when_az_cannot_list_its_functions()
    {
        (int code, string output) = await RunAsync(
            "wait.sh",
            [],
            """[ "$1" = account ] || { echo 'ERROR: no such group' >&2; exit 3; }""",
            ("HEALTH_URL", "http://127.0.0.1:1"),
            ("HEALTH_WAIT_SECONDS", "0"),
            ("AZURE_RESOURCE_GROUP", "rg"),
            ("FUNCTION_APP_NAME", "func"));

        Assert.Equal(1, code);
        Assert.DoesNotContain("wait: the functions are listed", output, StringComparison.Ordinal);
        Assert.Contains("_system/check answers 200 did not happen in time", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prune.sh", "account show|resource list|resource list|identity show|role assignment")]
    [InlineData("wait.sh", "account show|functionapp function")]
    [InlineData("first-package.sh", "account show|functionapp function|functionapp deployment")]
    [InlineData("stack.sh", "stack sub")]
    public async Task Each_call_of_az_names_the_subscription(string hook, string calls)
    {
        (_, string output) = await RunAsync(
            hook,
            hook == "stack.sh" ? ["main.json", "false"] : [],
            """echo "az: $*" >> "$0.calls"; case "$1 $2" in "functionapp function") [ "$HOOK" = first-package.sh ] || echo f;; "stack sub") echo {};; esac""",
            ("HOOK", hook),
            ("AZURE_SUBSCRIPTION_ID", "one"),
            ("AZURE_ENV_NAME", "x"),
            ("AZURE_LOCATION", "westeurope"),
            ("ALERT_EMAILS", "none"),
            ("AZURE_RESOURCE_GROUP", "rg"),
            ("FUNCTION_APP_NAME", "func"),
            ("HEALTH_TOKEN", "tok"),
            ("HEALTH_INGRESS", "Private"),
            ("HEALTH_URL", "http://127.0.0.1:1"));

        Assert.True(File.Exists(Path.Combine(_folder, "az.calls")), output);
        string[] made = await File.ReadAllLinesAsync(Path.Combine(_folder, "az.calls"), TestContext.Current.CancellationToken);
        Assert.Equal(calls.Split('|'), made.Select(call => string.Join(' ', call.Split(' ')[1..3])));
        Assert.All(made, call => Assert.EndsWith(" --subscription one", call, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("another", true)]
    [InlineData("mine", false)]
    public async Task Before_azd_down_it_is_told_that_a_group_that_was_there_before_keeps_everything(string owner, bool told)
    {
        (int code, string output) = await RunAsync(
            "down.sh", [], $"echo {owner}", ("AZURE_RESOURCE_GROUP", "rg"), ("AZURE_ENV_NAME", "mine"));

        Assert.Equal(0, code);
        Assert.Equal(told, output.Contains("azd deletes nothing in it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_listing_that_fails_ends_the_removal()
    {
        (int code, string output) = await RunAsync(
            "prune.sh", [], """[ "$1" = account ] || { echo 'ERROR: no such group' >&2; exit 3; }""", ("AZURE_RESOURCE_GROUP", "rg"), ("HEALTH_TOKEN", "tok"));

        Assert.Equal(1, code);
        Assert.Contains("ERROR: no such group", output, StringComparison.Ordinal);
        Assert.Contains("could not be listed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_first_package_replaces_an_app_whose_functions_could_not_be_listed()
    {
        (int code, string output) = await RunAsync(
            "first-package.sh",
            [],
            """case "$*" in *"function list"*) echo 'ERROR: no such group' >&2; exit 3;; *config-zip*) echo published;; esac""",
            ("AZURE_RESOURCE_GROUP", "rg"),
            ("FUNCTION_APP_NAME", "func"));

        Assert.Equal(0, code);
        Assert.DoesNotContain("published\n", output, StringComparison.Ordinal);
        Assert.Contains("could not be listed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_package_is_published_only_where_no_function_is()
    {
        const string az = """case "$*" in *"function list"*) echo "$FUNCTIONS";; *config-zip*) echo published;; esac""";
        (string, string)[] app = [("AZURE_RESOURCE_GROUP", "rg"), ("FUNCTION_APP_NAME", "func")];

        (_, string first) = await RunAsync("first-package.sh", [], az, [.. app, ("FUNCTIONS", "")]);
        (_, string later) = await RunAsync("first-package.sh", [], az, [.. app, ("FUNCTIONS", "func/HealthFunctions_Check")]);

        Assert.Contains("published", first, StringComparison.Ordinal);
        Assert.DoesNotContain("published", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stack_removes_what_is_gone_keeps_groups_and_hides_the_webhook()
    {
        (int code, string output) = await RunAsync(
            "stack.sh",
            ["main.json", "false"],
            """echo "$*" >&2; echo '{"healtH_URL":{"type":"String","value":"https://x"}}'""",
            ("AZURE_ENV_NAME", "x"),
            ("AZURE_LOCATION", "westeurope"),
            ("ALERT_EMAILS", "none"),
            ("ALERT_WEBHOOK_URL", "https://hooks.example.com/a-token"));

        Assert.Equal(0, code);
        Assert.Contains("HEALTH_URL=https://x", output, StringComparison.Ordinal);
        Assert.Contains("--action-on-unmanage deleteResources", output, StringComparison.Ordinal);
        Assert.DoesNotContain("a-token", output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output)> RunAsync(
        string hook, string[] arguments, string az, params IEnumerable<(string Name, string Value)> environment) =>
        RunAsync(hook, arguments, az, said: null, environment);

    private async Task<(int ExitCode, string Output)> RunAsync(
        string hook, string[] arguments, string az, Action<string>? said, params IEnumerable<(string Name, string Value)> environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The hooks are POSIX shell.");
        string stub = Path.Combine(_folder, "az");
        await File.WriteAllTextAsync(stub, $"#!/bin/sh\n{az}\n", TestContext.Current.CancellationToken);
        if (OperatingSystem.IsWindows())
        {
            return default;
        }

        File.SetUnixFileMode(stub, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ProcessStartInfo start = new("sh", ["-c", "\"$0\" \"$@\" 2>&1", Repository.Path("infra", "hooks", hook), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{_folder}:{start.Environment["PATH"]}";
        start.Environment["FORBIDDEN_PAUSE"] = "0";
        start.Environment.Remove("AZURE_SUBSCRIPTION_ID");
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string output = string.Empty;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            said?.Invoke(line);
            output += $"{line}\n";
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
