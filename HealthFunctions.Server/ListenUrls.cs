using System.Globalization;
using HealthFunctions.Settings;
using Microsoft.Extensions.Configuration;

namespace HealthFunctions.Server;

/// <summary>Reads where the app listens.</summary>
internal static class ListenUrls
{
    private const string Default = "http://127.0.0.1:7071";
    private const char Separator = ';';

    private const string Port = "PORT";
    private const string Ports = "ASPNETCORE_HTTP_PORTS";

    private static readonly string[] Keys = ["urls", "ASPNETCORE_URLS"];

    public static bool AskForHttps(IConfiguration configuration) =>
        Array.Exists(Keys, key => configuration[key]?.Contains("https:", StringComparison.OrdinalIgnoreCase) == true);

    /// <param name="configuration">The settings.</param>
    /// <param name="errors">Where errors go.</param>
    /// <returns>None where <c>Kestrel:Endpoints</c> say it and no URL does.</returns>
    public static IReadOnlyList<string> Read(IConfiguration configuration, List<string> errors)
    {
        // The Functions host hands its own ASPNETCORE_URLS down: a handler that obeyed would take the host's port.
        if (Given(configuration, CustomHandler.Port) is { } handlerPort)
        {
            return [Url("127.0.0.1", CustomHandler.Port, handlerPort, errors)];
        }

        // A list in a file, which would not be read.
        errors.AddRange([.. Keys.Concat([Port, Ports]).SelectMany(key => SettingsShape.Text.FindErrors(configuration.GetSection(key)))]);
        foreach (string key in Keys)
        {
            if (Given(configuration, key) is { } urls)
            {
                string[] all = Split(key, urls, $"{ListenUrl.Allowed}; several are separated by ';'", errors);
                errors.AddRange(all.Where(url => !ListenUrl.IsAllowed(url)).Select(url =>
                    $"{key} is {ListenUrl.Show(url)}; allowed: {ListenUrl.Allowed}."));
                return all;
            }
        }

        if (KestrelSettings.HaveEndpoints(configuration))
        {
            return [];
        }

        // Platforms that choose the port call from outside. The images of .NET set the other one, for everybody.
        if (Given(configuration, Port) is { } port)
        {
            return [Url("*", Port, port, errors)];
        }

        return Given(configuration, Ports) is { } ports
            ? [.. Split(Ports, ports, "ports from 0 to 65535, separated by ';'", errors).Select(each => Url("*", Ports, each, errors, "; several are separated by ';'"))]
            : [Default];
    }

    private static string? Given(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } given ? given : null;

    private static string[] Split(string key, string given, string allowed, List<string> errors)
    {
        string[] all = given.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (all.Length == 0)
        {
            errors.Add($"{key} is '{given}'; allowed: {allowed}.");
        }

        return all;
    }

    private static string Url(string host, string key, string given, List<string> errors, string others = "")
    {
        if (!ushort.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            errors.Add($"{key} is {SettingEcho.Of(key, given)}; allowed: a port from 0 to 65535{others}.");
        }

        return string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}");
    }
}
