using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Server.Tests;

/// <summary>That a wrong setting, wherever it stands, is one clear message and exit code 78.</summary>
public sealed class SettingsTests
{
    [Fact]
    public async Task Wrong_settings_stop_the_start_with_78_and_are_all_named_at_once()
    {
        // No native executable contains the client of SQL Server.
        string? missing = AppProcess.IsNative ? "SqlServer" : null;
        using AppFolder folder = new();
        folder.Write("appsettings.json", """{ "HealthCheck": { "db": {} }, "Serilog": "", "$schema": "x", "HealthFunctions": { "WarningStatusCode": 42 } }""");

        await StopsAsync(
            folder,
            [("HealthChecks__db__Type", "Htpp"), ("PORT", "x"), ("Logging__LogLevel__Default", "Verbose"), ("Logging__Console__LogLevel__HealthFunctions", "9"), ("Logging__Console__FormatterName", "jsn")],
            "HealthCheck in appsettings.json is unknown (did you mean HealthChecks?); allowed: HealthChecks, HealthFunctions, Kestrel, Logging, urls.",
            "Serilog in appsettings.json is unknown; allowed: HealthChecks, HealthFunctions, Kestrel, Logging, urls.",
            "Logging__Console__FormatterName is 'jsn'; allowed: simple, json, systemd.",
            "Logging__Console__LogLevel__HealthFunctions is '9'; allowed: Trace, Debug, Information, Warning, Error, Critical, None.",
            "Logging__LogLevel__Default is 'Verbose'; allowed: Trace, Debug, Information, Warning, Error, Critical, None.",
            "PORT is 'x'; allowed: a port from 0 to 65535.",
            TypeNames.InsertInto(
                "HealthChecks__db__Type is 'Htpp' (did you mean Http?); allowed: {types}.", new ServiceCollection().AddHealthFunctions().AddCheckFamilies(), missing),
            "HealthFunctions__WarningStatusCode is '42'; allowed: a whole number from 200 to 599, but for 204, 205 and 304, which have no body.");
    }

    [Theory]
    [InlineData("""{ "Logging": "Debug" }""", "Logging is a value; allowed: keys below it, Logging__<key>.")]
    [InlineData("""{ "Logging": { "LogLevel": "Debug" } }""", "Logging__LogLevel is a value; allowed: keys below it, Logging__LogLevel__<name>.")]
    [InlineData("""{ "Logging": { "LogLvel": { "Default": "Debug" } } }""", "Logging__LogLvel is unknown (did you mean LogLevel?); allowed: LogLevel, Console.")]
    [InlineData(
        """{ "Logging": { "LogLevel": { "Microsoft": { "AspNetCore": "Debug" } } } }""",
        "Logging__LogLevel__Microsoft__AspNetCore is below a key of one value; allowed: Logging__LogLevel__Microsoft alone.")]
    [InlineData(
        """{ "Logging": { "Console": { "IncludeScopes": true } } }""",
        "Logging__Console__IncludeScopes is unknown; allowed: LogLevel, FormatterName, FormatterOptions, LogToStandardErrorThreshold, QueueFullMode, MaxQueueLength.")]
    [InlineData(
        """{ "Logging": { "Console": { "FormatterOptions": { "IncludeScopes": "yes" } } } }""",
        "Logging__Console__FormatterOptions__IncludeScopes is 'yes'; allowed: true or false.")]
    [InlineData("""{ "Logging": { "Console": { "MaxQueueLength": 0 } } }""", "Logging__Console__MaxQueueLength is '0'; allowed: a whole number from 1 to 1000000.")]
    [InlineData("""{ "urls": ["http://127.0.0.1:0"] }""", "urls__0 is below a key of one value; allowed: urls alone.")]
    public async Task What_would_be_passed_over_in_silence_is_told(string text, string problem)
    {
        using AppFolder folder = new();
        folder.Write("appsettings.json", text);

        await StopsAsync(folder, [("ASPNETCORE_URLS", null), ("PORT", "0")], problem);
    }

    [Theory]
    [InlineData("", "it is not valid JSON, see line 1.")]
    [InlineData("{\n  \"HealthChecks\": {", "it is not valid JSON, see line 2.")]
    [InlineData("{\n\n  \"Password\": true_secret }", "it is not valid JSON, see line 3.")]
    [InlineData("[]", "Top-level JSON element must be an object. Instead, 'Array' was found.")]
    [InlineData("{ \"urls\": \"a\", \"URLS\": \"b\" }", "A duplicate key 'URLS' was found.")]
    public async Task Files_that_cannot_be_read_are_told(string text, string problem)
    {
        using AppFolder folder = new();
        folder.Write("appsettings.json", text);
        folder.Write("appsettings.Production.json", text);

        await StopsAsync(
            folder,
            [],
            $"{Path.Combine(folder.Name, "appsettings.json")} cannot be read: {problem}",
            $"{Path.Combine(folder.Name, "appsettings.Production.json")} cannot be read: {problem}");
    }

    [Fact]
    public async Task A_link_to_a_file_that_is_gone_and_a_folder_in_place_of_a_file_are_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link needs a privilege there.");
        using AppFolder folder = new();
        string link = Path.Combine(folder.Name, "appsettings.json");
        File.CreateSymbolicLink(link, Path.Combine(folder.Name, "gone.json"));
        Directory.CreateDirectory(Path.Combine(folder.Name, "appsettings.Production.json"));

        await StopsAsync(
            folder,
            [],
            $"{link} cannot be read: Could not find file '{link}'.",
            $"{Path.Combine(folder.Name, "appsettings.Production.json")} is a folder; allowed: a file.");
    }

    private static async Task StopsAsync(AppFolder folder, (string Key, string? Value)[] settings, params string[] expected)
    {
        (int exitCode, string output, string errors) = await AppProcess.RunExecutableAsync(folder.Executable, settings);

        Assert.Equal(78, exitCode);
        Assert.Empty(output);
        Assert.Equal([$"The settings are wrong ({expected.Length}):", .. expected.Select(error => $"  {error}")], errors.ReplaceLineEndings("\n").TrimEnd().Split('\n'));
    }
}
