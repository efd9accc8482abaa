using System.Text.Json;
using HealthFunctions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace HealthFunctions.Server;

/// <summary>Reads the files of settings beside the executable, once: none is watched.</summary>
internal static class SettingsFiles
{
    private static readonly string[] Known = ["HealthChecks", "HealthFunctions", "Kestrel", "Logging", "urls"];

    // What the environment says as a rule. In a file it counts too. The last one is for editors.
    private static readonly string[] AlsoRead =
        [CustomHandler.Port, "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_Kestrel", "PORT", "$schema"];

    /// <summary>Adds each file that is there.</summary>
    /// <exception cref="HealthSettingsException">Some of them cannot be read.</exception>
    public static void AddSettingsFiles(this IConfigurationBuilder configuration, string folder, params ReadOnlySpan<string> files)
    {
        List<string> errors = [];
        foreach (string file in files)
        {
            string path = Path.Combine(folder, file);
            try
            {
                configuration.AddJsonFile(file, optional: true, reloadOnChange: false);
                if (Directory.Exists(path))
                {
                    errors.Add($"{path} is a folder; allowed: a file.");
                }
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                errors.Add($"{path} cannot be read: {Reason(exception.GetBaseException())}");
            }
        }

        if (errors.Count > 0)
        {
            throw new HealthSettingsException(errors);
        }
    }

    /// <summary>Finds the sections of the files that nobody reads. The environment cannot be judged: it is not ours alone.</summary>
    public static IEnumerable<string> FindUnknownSections(IConfiguration configuration) =>
        from provider in ((IConfigurationRoot)configuration).Providers.OfType<JsonConfigurationProvider>()
        from section in ConfigurationKeys.SectionsOf(provider)
        where !Known.Concat(AlsoRead).Contains(section, StringComparer.OrdinalIgnoreCase)
        select $"{section} in {provider.Source.Path} is unknown{Misspelling.Suggest(section, Known)}; allowed: {string.Join(", ", Known)}.";

    // The parser's own words may quote a secret.
    private static string Reason(Exception exception) => exception is JsonException json
        ? $"it is not valid JSON, see line {json.LineNumber + 1}."
        : $"{exception.Message.TrimEnd('.')}.";
}
