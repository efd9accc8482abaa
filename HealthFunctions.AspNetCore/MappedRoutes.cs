using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using HealthFunctions.Endpoint;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace HealthFunctions.AspNetCore;

/// <summary>
/// Remembers which routes of one app were mapped: those of a second call for the same prefix and hosts match nothing, which would
/// make each request ambiguous.
/// </summary>
internal sealed partial class MappedRoutes
{
    private static readonly ConditionalWeakTable<HealthEndpoint, MappedRoutes> Apps = [];

    private readonly Dictionary<string, object> _owners = new(StringComparer.OrdinalIgnoreCase);

    public static MappedRoutes Of(HealthEndpoint endpoint) => Apps.GetOrCreateValue(endpoint);

    /// <summary>Takes a route, whose prefix and metadata are complete by now, for the call that mapped it.</summary>
    /// <param name="builder">The builder of the route's endpoint.</param>
    /// <param name="owner">Stands for the call. The endpoints of one call can be built again.</param>
    public void Claim(EndpointBuilder builder, object owner)
    {
        // Written differently, with a slash before it or with other names of parameters, a prefix is still the same.
        string route = ParameterName.Replace(((RouteEndpointBuilder)builder).RoutePattern.RawText!.Trim('/'), string.Empty);
        IEnumerable<string> hosts = builder.Metadata.OfType<IHostMetadata>().LastOrDefault()?.Hosts ?? [];
        string key = string.Join(' ', [route, .. hosts.Order(StringComparer.OrdinalIgnoreCase)]);
        lock (_owners)
        {
            if (!_owners.TryAdd(key, owner) && _owners[key] != owner)
            {
                builder.Metadata.Add(new SuppressMatchingMetadata());
            }
        }
    }

    [GeneratedRegex(@"(?<=\{\**)[^*:?=}]+")]
    private static partial Regex ParameterName { get; }
}
