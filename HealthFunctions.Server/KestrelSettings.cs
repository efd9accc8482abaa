using System.Diagnostics;
using System.Security.Cryptography;
using HealthFunctions.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Server;

/// <summary>Reads what ASP.NET Core reads for Kestrel: <c>Kestrel:Endpoints</c> and <c>Kestrel:Certificates</c>.</summary>
internal static class KestrelSettings
{
    private const string Section = "Kestrel";
    private const string PrefixedSection = "ASPNETCORE_Kestrel";

    /// <summary>Tells whether the server needs these settings: for an https URL, or because there are some.</summary>
    /// <remarks>A custom handler does not: the Functions host alone calls it, by http, where it says.</remarks>
    public static bool AreNeeded(IConfiguration configuration) =>
        !CustomHandler.IsActive(configuration)
        && (configuration.GetSection(Section).Exists()
            || configuration.GetSection(PrefixedSection).Exists()
            || ListenUrls.AskForHttps(configuration));

    public static bool HaveEndpoints(IConfiguration configuration) =>
        AreIn(configuration, Section) || AreIn(configuration, PrefixedSection);

    /// <summary>Adds Kestrel as a web host has it, with these settings and https.</summary>
    public static void AddConfiguredKestrel(this IServiceCollection services, IConfiguration configuration, Action<KestrelServerOptions> configure)
    {
        // What else a web host has that Kestrel asks for.
        services.AddSingleton<DiagnosticSource>(_ => new DiagnosticListener("Microsoft.AspNetCore"));
        new KestrelServices(services, configuration).UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            configure(options);
            options.Configure(Read(configuration));
        });
    }

    /// <summary>Reads the endpoints and their certificates.</summary>
    /// <exception cref="HealthSettingsException">One of them is wrong, or a certificate cannot be read.</exception>
    public static void Load(IServiceProvider services, IConfiguration configuration)
    {
        try
        {
            services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.ConfigurationLoader!.Load();
        }
        catch (Exception exception) when (exception
            is InvalidOperationException or FormatException or ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Error(exception, configuration);
        }
    }

    /// <summary>Makes one line of what Kestrel says in several, the first of which names the error.</summary>
    public static HealthSettingsException Error(Exception exception, IConfiguration configuration)
    {
        string hint = Read(configuration).GetSection("Certificates:Default").Exists()
            ? string.Empty
            : $" The certificate for https is {Section}__Certificates__Default__Path, with its __Password or __KeyPath.";
        string error = exception.Message.Split('\n')[0].TrimEnd();
        return new([error.Contains("certificate", StringComparison.Ordinal) ? $"{Section}: {error}{hint}" : $"{Section}: {error}"]);
    }

    // A web host takes the prefix off; here it would hide which of two variables of one name counts.
    private static IConfiguration Read(IConfiguration configuration) => new ConfigurationBuilder()
        .AddConfiguration(configuration.GetSection(PrefixedSection))
        .AddConfiguration(configuration.GetSection(Section))
        .Build();

    private static bool AreIn(IConfiguration configuration, string section) => configuration.GetSection($"{section}:Endpoints").GetChildren().Any();
}
