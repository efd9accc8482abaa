using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using static HealthFunctions.Server.SettingsShape;

namespace HealthFunctions.Server;

/// <summary>Lists the keys that are read below <c>Kestrel</c>, and their values.</summary>
internal static class KestrelKeys
{
    private static readonly SettingsShape Certificate = Section(
        ("Path", Text),
        ("KeyPath", Text),
        ("Password", Text),
        ("Subject", Text),
        ("Store", Text),
        ("Location", OneOf<StoreLocation>()),
        ("AllowInvalid", Flag));

    private static readonly (string, SettingsShape)[] Tls =
    [
        // HTTP/3 needs a transport that the server does not have.
        ("Protocols", OneOf("Http1", "Http2", "Http1AndHttp2")),
        ("SslProtocols", List(OneOf("None", "Tls", "Tls11", "Tls12", "Tls13"))),
        ("ClientCertificateMode", OneOf<ClientCertificateMode>()),
    ];

    private static readonly SettingsShape Kestrel = Section(
        ("Endpoints", Each(Section([("Url", Text), ("Certificate", Certificate), .. Tls, ("Sni", Each(Section([("Certificate", Certificate), .. Tls])))]))),
        ("EndpointDefaults", Section(Tls)),
        ("Certificates", Section(("Default", Certificate), ("Development", Certificate))),
        ("Limits", Elsewhere));

    /// <summary>Finds unknown keys and wrong values. URLs and limits are validated elsewhere.</summary>
    /// <param name="kestrel">The section, by one of its names.</param>
    public static IEnumerable<string> FindErrors(IConfigurationSection kestrel) => Kestrel.FindErrors(kestrel);
}
