using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace HealthFunctions.Server;

/// <summary>Reads where the app listens.</summary>
internal static class ListenUrls
{
    private const string Default = "http://127.0.0.1:7071";

    private static readonly string[] Keys = ["urls", "ASPNETCORE_URLS"];

    public static bool AskForHttps(IConfiguration configuration) =>
        Array.Exists(Keys, key => configuration[key]?.Contains("https:", StringComparison.OrdinalIgnoreCase) == true);

    /// <param name="configuration">The settings.</param>
    /// <param name="errors">Where errors go.</param>
    /// <returns>None where <c>Kestrel:Endpoints</c> say it and no URL does.</returns>
    public static IReadOnlyList<string> Read(IConfiguration configuration, List<string> errors)
    {
        // The Functions host hands its own ASPNETCORE_URLS down: a handler that obeyed would take the host's port.
        if (Port(configuration, CustomHandler.Port, errors) is { } handlerUrl)
        {
            return [handlerUrl];
        }

        foreach (string key in Keys)
        {
            if (configuration[key] is { Length: > 0 } urls)
            {
                string[] all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                errors.AddRange(all.Where(url => !IsAllowed(url)).Select(url =>
                    $"{key} is '{url}'; allowed: an http or https URL without a path, such as {Default} or http://*:8080."));
                return all;
            }
        }

        string? portUrl = Port(configuration, "PORT", errors);
        return KestrelSettings.HaveEndpoints(configuration) ? [] : [portUrl ?? Default];
    }

    private static string? Port(IConfiguration configuration, string key, List<string> errors)
    {
        if (configuration[key] is not { Length: > 0 } given)
        {
            return null;
        }

        if (!ushort.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            errors.Add($"{key} is '{given}'; allowed: a port from 0 to 65535.");
        }

        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
    }

    private static bool IsAllowed(string url)
    {
        try
        {
            BindingAddress address = BindingAddress.Parse(url);
            return address is { Scheme: "http" or "https", PathBase: "" };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
