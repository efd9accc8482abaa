using HealthFunctions.FunctionsHost;

namespace HealthFunctions.Server;

/// <summary>Asks a running app how it is, for containers that have neither a shell nor curl.</summary>
internal static class SelfProbe
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <returns>The exit code.</returns>
    public static int Ask(string given)
    {
        if (!Uri.TryCreate(given, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
        {
            Console.Error.WriteLine($"--probe is '{given}'; allowed: a URL, such as http://127.0.0.1:7071/_system/check.");
            return ExitCode.Usage;
        }

        using SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false };
        using HttpClient client = new(handler) { Timeout = TimeLimit };
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        try
        {
            using HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
            return response.IsSuccessStatusCode ? ExitCode.Stopped : ExitCode.Unhealthy;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCode.Unhealthy;
        }
    }
}
