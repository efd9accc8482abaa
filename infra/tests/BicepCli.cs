using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using HealthFunctions.Testing;

namespace Infra.Tests;

/// <summary>The Bicep CLI that tools/bicep pins, over a copy of infra/: it writes beside its input.</summary>
internal sealed class BicepCli
{
    public const string Subscription = "00000000-0000-0000-0000-000000000001";

    private static readonly Lazy<Task<BicepCli>> Shared = new(StartAsync);

    private readonly string _executable;
    private readonly string _infra = Directory.CreateTempSubdirectory("infra-").FullName;

    private BicepCli(string executable)
    {
        _executable = executable;
        string source = Repository.Path("infra");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_infra, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(_infra, recursive: true);
    }

    /// <summary>The package is that of one platform; elsewhere there is nothing to ask.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;

    public static Task<BicepCli> GetAsync() => Shared.Value;

    /// <summary>Predicts the resources of a deployment.</summary>
    /// <param name="variant">The name of a file in infra/tests.</param>
    /// <returns>The prediction, as JSON.</returns>
    public async Task<string> PredictAsync(string variant)
    {
        string parameters = Path.Combine(_infra, "tests", $"{variant}.bicepparam");
        (int exitCode, string errors) = await SnapshotAsync(parameters);
        Assert.True(exitCode == 0 && errors.Length == 0, errors);
        return await File.ReadAllTextAsync(Path.ChangeExtension(parameters, ".snapshot.json"));
    }

    /// <summary>Predicts a deployment without checks.</summary>
    /// <param name="location">Its region.</param>
    public async Task<JsonObject> PredictInAsync(string location)
    {
        string file = await WriteAsync(location, "none", string.Empty);
        (int exitCode, string errors) = await SnapshotAsync(file);
        Assert.True(exitCode == 0, errors);
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(file, ".snapshot.json")))!.AsObject();
    }

    /// <summary>Tries a deployment that must be refused.</summary>
    /// <param name="parameters">Lines of a .bicepparam file, beside a name and a region.</param>
    /// <param name="emails">Who hears of alerts.</param>
    /// <returns>What was said.</returns>
    public async Task<string> RefusalAsync(string parameters, string emails = "none")
    {
        (int exitCode, string errors) = await SnapshotAsync(await WriteAsync("westeurope", emails, parameters));
        Assert.NotEqual(0, exitCode);
        return errors;
    }

    /// <summary>Asks a function about texts.</summary>
    /// <param name="source">The file in infra that has it.</param>
    /// <param name="function">Its name; it takes a string and gives a bool.</param>
    /// <param name="texts">What it is asked about.</param>
    /// <returns>Its answers, in their order.</returns>
    public async Task<IReadOnlyList<bool>> AskAsync(string source, string function, IEnumerable<string> texts)
    {
        string file = Path.Combine(_infra, "tests", $"{Guid.NewGuid():N}.bicepparam");
        string template = Path.ChangeExtension(file, ".bicep");
        await File.WriteAllTextAsync(
            template,
            $$"""
            targetScope = 'subscription'
            import { {{function}} } from '../{{source}}'
            @description('Texts.')
            param texts string[]
            @description('Answers.')
            output answers bool[] = map(texts, text => {{function}}(text))
            """);
        await File.WriteAllTextAsync(
            file,
            $"using '{Path.GetFileName(template)}'\nparam texts = [\n{string.Concat(texts.Select(text => $"  '{text.Replace("\n", "\\n", StringComparison.Ordinal)}'\n"))}]\n");
        (int exitCode, string errors) = await SnapshotAsync(file);
        Assert.True(exitCode == 0 && errors.Length == 0, errors);
        JsonNode snapshot = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(file, ".snapshot.json")))!;
        return [.. snapshot["outputs"]!["answers"]!.AsArray().Select(answer => (bool)answer!)];
    }

    private async Task<string> WriteAsync(string location, string emails, string parameters)
    {
        string file = Path.Combine(_infra, "tests", $"{Guid.NewGuid():N}.bicepparam");
        await File.WriteAllTextAsync(file, $"using '../main.bicep'\n{(parameters.StartsWith("param name ", StringComparison.Ordinal) ? string.Empty : "param name = 'trial'\n")}param location = '{location}'\nparam alertEmails = '{emails}'\n{parameters}\n");
        return file;
    }

    private static async Task<BicepCli> StartAsync()
    {
        string project = Repository.Path("tools", "bicep", "Bicep.csproj");
        await RunAsync("dotnet", ["restore", project, "--locked-mode"]);
        (_, string path, _) = await RunAsync("dotnet", ["msbuild", project, "-getProperty:BicepPath"]);
        return new BicepCli(path.Trim());
    }

    private async Task<(int ExitCode, string Errors)> SnapshotAsync(string parameters)
    {
        (int exitCode, _, string errors) = await RunAsync(
            _executable, ["snapshot", parameters, "--subscription-id", Subscription, "--location", "westeurope"]);
        return (exitCode, errors);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string command, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // These tests may run inside of a build, whose own settings are not those of the tool.
        start.Environment.Remove("MSBuildSDKsPath");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
