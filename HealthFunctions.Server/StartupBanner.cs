using System.Globalization;
using System.Text;
using HealthFunctions.Endpoint;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Server;

/// <summary>Prints what the app serves.</summary>
internal static class StartupBanner
{
    private const int MostNames = 20;

    public static void Print(IServiceProvider services)
    {
        string[] names = [.. Names(services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations)];
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"HealthFunctions {CommandLine.Version} ({services.GetRequiredService<IHostEnvironment>().EnvironmentName}) serves:");
        foreach (string url in services.GetRequiredService<HttpServer>().Urls)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {url}/{HealthRoutes.System}");
            foreach (string name in names.Take(MostNames))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {url}/{HealthRoutes.System}/{name}");
            }

            if (names.Length > MostNames)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  … and {names.Length - MostNames} more");
            }
        }

        text.Append("Ctrl-C stops it.");
        Terminal.WriteLine(text.ToString());
    }

    private static IEnumerable<string> Names(ICollection<HealthCheckRegistration> registrations) =>
        registrations.Select(check => check.Name)
            .Concat(registrations.SelectMany(check => check.Tags))
            .Distinct(StringComparer.OrdinalIgnoreCase);
}
