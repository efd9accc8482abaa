using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Server;

/// <summary>
/// Reads what ASP.NET Core reads for Kestrel, <c>Kestrel:Endpoints</c> and <c>Kestrel:Certificates</c>, and <c>Kestrel:Limits</c>.
/// </summary>
internal static class KestrelSettings
{
    private const string Section = "Kestrel";
    private const string PrefixedSection = "ASPNETCORE_Kestrel";
    private const string Endpoints = "Endpoints";
    private const string DefaultCertificate = "Certificates:Default";
    private const string Limits = "Limits";

    /// <summary>Tells whether the server needs these settings: for an https URL, or because there are some.</summary>
    /// <remarks>A custom handler does not: the Functions host alone calls it, by http, where it says.</remarks>
    public static bool AreNeeded(IConfiguration configuration) =>
        !CustomHandler.IsActive(configuration)
        && (configuration.GetSection(Section).Exists()
            || configuration.GetSection(PrefixedSection).Exists()
            || ListenUrls.AskForHttps(configuration));

    public static bool HaveEndpoints(IConfiguration configuration) =>
        AreIn(configuration, Section) || AreIn(configuration, PrefixedSection);

    public static IEnumerable<string> EndpointUrls(IConfiguration configuration) =>
        Read(configuration).GetSection(Endpoints).GetChildren().Select(endpoint => endpoint["Url"] ?? string.Empty);

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

    /// <summary>Reads the limits of connections.</summary>
    /// <param name="configuration">The settings; null where the limits are not read.</param>
    /// <param name="errors">Where errors go.</param>
    public static KestrelLimits ReadLimits(IConfiguration? configuration, SettingsErrors errors)
    {
        IConfigurationSection? limits = configuration?.GetSection($"{Section}:{Limits}");
        return new KestrelLimits(limits?.Exists() == false ? configuration!.GetSection($"{PrefixedSection}:{Limits}") : limits, errors);
    }

    /// <summary>Validates the keys, and the URLs of the endpoints, then lets Kestrel read the endpoints and their certificates.</summary>
    /// <exception cref="HealthSettingsException">Some of them are wrong, or a certificate cannot be read.</exception>
    public static void Load(IServiceProvider services, IConfiguration configuration)
    {
        List<string> errors = [.. WrongKeys(configuration), .. WrongUrls(configuration)];
        if (errors.Count == 0 && Failure(services.GetRequiredService<IOptions<KestrelServerOptions>>().Value) is { } failure)
        {
            errors.AddRange(Explain(failure, services, configuration));
        }

        if (errors.Count > 0)
        {
            throw new HealthSettingsException(errors);
        }
    }

    /// <summary>Makes a setting's error of what Kestrel says when it starts to listen.</summary>
    public static HealthSettingsException Error(Exception exception, IServiceProvider services, IConfiguration configuration)
    {
        string[] withoutKey = [.. CertificatesWithoutKey(services, configuration)];
        return new(withoutKey.Length > 0 ? withoutKey : [Describe(Section, exception, Read(configuration))]);
    }

    private static IEnumerable<string> WrongKeys(IConfiguration configuration) =>
        KestrelKeys.FindErrors(configuration.GetSection(PrefixedSection)).Concat(KestrelKeys.FindErrors(configuration.GetSection(Section)));

    private static IEnumerable<string> WrongUrls(IConfiguration configuration)
    {
        foreach (IConfigurationSection endpoint in Read(configuration).GetSection(Endpoints).GetChildren())
        {
            if (!string.IsNullOrEmpty(endpoint.Value))
            {
                // It is told already that this is no place for a value.
                continue;
            }

            if (endpoint["Url"] is not { Length: > 0 } url)
            {
                yield return $"{FullKey(configuration, endpoint.Path)}__Url is missing; allowed: {ListenUrl.Allowed}.";
            }
            else if (!ListenUrl.IsAllowed(url))
            {
                yield return $"{FullKey(configuration, $"{endpoint.Path}:Url")} is {ListenUrl.Show(url)}; allowed: {ListenUrl.Allowed}.";
            }
        }
    }

    /// <summary>Finds the keys of what Kestrel could not load, which it does not name, by loading each of them alone.</summary>
    private static List<string> Explain(Exception failure, IServiceProvider services, IConfiguration configuration)
    {
        IConfiguration all = Read(configuration);
        List<string> errors = [];
        bool defaultFails = false;
        if (Failure(Only(services, all, DefaultCertificate)) is { } error)
        {
            defaultFails = true;
            errors.Add(Describe(FullKey(configuration, DefaultCertificate), error, all));
        }

        foreach (IConfigurationSection endpoint in all.GetSection(Endpoints).GetChildren())
        {
            IConfigurationSection certificate = endpoint.GetSection("Certificate");
            string[] needed = defaultFails || certificate.Exists() ? [endpoint.Path] : [endpoint.Path, DefaultCertificate];
            if ((certificate.Exists() || !defaultFails) && Failure(Only(services, all, needed)) is { } wrong)
            {
                errors.Add(Describe(FullKey(configuration, certificate.Exists() ? certificate.Path : endpoint.Path), wrong, all));
            }
        }

        return errors.Count > 0 ? errors : [Describe(Section, failure, all)];
    }

    /// <summary>Finds the certificates that Kestrel has loaded and cannot serve, which it does not name, by loading each of them alone.</summary>
    private static IEnumerable<string> CertificatesWithoutKey(IServiceProvider services, IConfiguration configuration)
    {
        IConfiguration all = Read(configuration);
        string[] own = [.. all.GetSection(Endpoints).GetChildren().Select(endpoint => $"{endpoint.Path}:Certificate").Where(path => all.GetSection(path).Exists())];
        foreach (string path in own.Append(DefaultCertificate))
        {
            using X509Certificate2? certificate = LoadCertificate(services, all.GetSection(path));
            if (certificate?.HasPrivateKey == false)
            {
                yield return $"{FullKey(configuration, path)} is a certificate without its private key; allowed: a .pfx file that has it, or a .pem file with its __KeyPath.";
            }
        }
    }

    /// <returns>The certificate; null for none.</returns>
    private static X509Certificate2? LoadCertificate(IServiceProvider services, IConfigurationSection section)
    {
        const string Name = "a";
        Dictionary<string, string?> endpoint = new(StringComparer.OrdinalIgnoreCase) { [$"{Endpoints}:{Name}:Url"] = "https://127.0.0.1:0" };
        foreach ((string key, string? value) in section.AsEnumerable(makePathsRelative: true))
        {
            endpoint[$"{Endpoints}:{Name}:Certificate:{key}"] = value;
        }

        X509Certificate2? certificate = null;
        KestrelServerOptions options = Of(services, endpoint);
        options.ConfigurationLoader!.Endpoint(Name, loaded => certificate = loaded.HttpsOptions.ServerCertificate);
        return Failure(options) is null ? certificate : null;
    }

    private static KestrelServerOptions Only(IServiceProvider services, IConfiguration all, params ReadOnlySpan<string> sections)
    {
        Dictionary<string, string?> chosen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string section in sections)
        {
            foreach ((string key, string? value) in all.GetSection(section).AsEnumerable())
            {
                chosen[key] = value;
            }
        }

        return Of(services, chosen);
    }

    private static KestrelServerOptions Of(IServiceProvider services, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        KestrelServerOptions options = new() { ApplicationServices = services };
        options.Configure(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return options;
    }

    private static Exception? Failure(KestrelServerOptions options)
    {
        try
        {
            options.ConfigurationLoader!.Load();
            return null;
        }
        catch (Exception exception) when (exception
            is InvalidOperationException or NotSupportedException or FormatException or ArgumentException
            or CryptographicException or IOException or UnauthorizedAccessException)
        {
            return exception;
        }
    }

    /// <summary>Makes one line of what Kestrel says in several, the first of which names the error.</summary>
    private static string Describe(string key, Exception exception, IConfiguration all)
    {
        string error = exception.Message.Split('\n')[0].TrimEnd().TrimEnd('.');
        string hint = all.GetSection(DefaultCertificate).Exists() || !error.Contains("certificate", StringComparison.Ordinal)
            ? string.Empty
            : $" The certificate for https is {Section}__Certificates__Default__Path, with its __Password or __KeyPath.";
        return $"{key}: {error}.{hint}";
    }

    /// <summary>Returns the name under which a key was given in the environment.</summary>
    private static string FullKey(IConfiguration configuration, string path)
    {
        string section = configuration.GetSection($"{Section}:{path}").Exists() || !configuration.GetSection($"{PrefixedSection}:{path}").Exists()
            ? Section
            : PrefixedSection;
        return $"{section}:{path}".Replace(":", "__", StringComparison.Ordinal);
    }

    // A web host takes the prefix off; here it would hide which of two variables of one name counts.
    private static IConfiguration Read(IConfiguration configuration) => new ConfigurationBuilder()
        .AddConfiguration(configuration.GetSection(PrefixedSection))
        .AddConfiguration(configuration.GetSection(Section))
        .Build();

    private static bool AreIn(IConfiguration configuration, string section) => configuration.GetSection($"{section}:{Endpoints}").GetChildren().Any();
}
