using HealthFunctions.FunctionsHost;
using HealthFunctions.Settings;
using Microsoft.Extensions.Hosting;

namespace HealthFunctions.Server;

/// <summary>Asks a running app how it is, for containers that have neither a shell nor curl.</summary>
internal static class SelfProbe
{
    public const string Allowed = "an http or https URL, such as http://127.0.0.1:7071/_system/check";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Asks the app that the files of settings beside the executable, and the environment, describe.</summary>
    /// <returns>The exit code.</returns>
    public static int AskOwn()
    {
        HostApplicationBuilder builder = ServerBuilder.Create([]);
        try
        {
            builder.AddSettings([]);
        }
        catch (HealthSettingsException exception)
        {
            Terminal.WriteError(exception.Message);
            return ExitCode.Settings;
        }

        if (OwnUrl.Find(builder.Configuration) is { } url)
        {
            return Ask(url);
        }

        Terminal.WriteErrorLine($"The settings name no port that --probe could ask; allowed: {Allowed}.");
        return ExitCode.Usage;
    }

    /// <returns>The exit code.</returns>
    public static int Ask(string given)
    {
        if (!Uri.TryCreate(given, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
        {
            Terminal.WriteErrorLine($"--probe is {SettingEcho.Of("probe", given)}; allowed: {Allowed}.");
            return ExitCode.Usage;
        }

        using SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false };
        if (url.IsLoopback)
        {
#pragma warning disable CA5359 // Nobody is in between: it is the app beside this process, whose certificate names the host that its callers use.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        using HttpClient client = new(handler) { Timeout = TimeLimit };
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        try
        {
            using HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
            if (response.IsSuccessStatusCode)
            {
                return ExitCode.Stopped;
            }

            Terminal.WriteErrorLine($"{Name(url)} answered {(int)response.StatusCode}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            string problem = exception is TaskCanceledException ? $"no answer within {TimeLimit.TotalSeconds} seconds." : exception.GetBaseException().Message;
            Terminal.WriteErrorLine($"{Name(url)} cannot be asked: {problem}");
        }

        return ExitCode.Unhealthy;
    }

    /// <summary>Leaves out what may be secret: user info, and a key in the query.</summary>
    private static string Name(Uri url) => $"{url.Scheme}://{url.Authority}{url.AbsolutePath}";
}
