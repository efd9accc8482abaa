using System.Net;
using HealthFunctions.Endpoint;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace HealthFunctions.Server;

/// <summary>Finds the liveness of the app by its settings, for a process beside it.</summary>
internal static class OwnUrl
{
    /// <returns>The URL; null where the settings are wrong, or leave the port to the system.</returns>
    public static string? Find(IConfiguration configuration)
    {
        List<string> errors = [];
        IEnumerable<string> urls = KestrelSettings.AreNeeded(configuration) && KestrelSettings.HaveEndpoints(configuration)
            ? KestrelSettings.EndpointUrls(configuration)
            : ListenUrls.Read(configuration, errors);
        return errors.Count == 0 && urls.FirstOrDefault(ListenUrl.IsAllowed) is { } url ? At(BindingAddress.Parse(url)) : null;
    }

    private static string? At(BindingAddress address)
    {
        bool everywhere = address.Host is "*" or "+"
            || (IPAddress.TryParse(address.Host, out IPAddress? ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
        return address.Port == 0
            ? null
            : $"{address.Scheme}://{(everywhere ? "127.0.0.1" : address.Host)}:{address.Port}/{HealthRoutes.System}";
    }
}
