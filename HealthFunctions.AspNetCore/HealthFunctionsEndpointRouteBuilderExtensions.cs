using HealthFunctions.AspNetCore;
using HealthFunctions.Endpoint;
using HealthFunctions.Settings;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the health endpoint to the routes of an ASP.NET Core app.</summary>
public static class HealthFunctionsEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>/_system/check</c> and <c>/_system/check/{name}</c>, beside the app's own routes and below a group's prefix. What is
    /// below a name is 404, whatever fallback the app has.
    /// </summary>
    /// <param name="endpoints">The app, or a group of its routes. Calling this again for the same prefix changes nothing.</param>
    /// <returns>A builder for what these routes shall share, such as a host name or a rate limit.</returns>
    /// <exception cref="HealthSettingsException">A setting, an option, or a name of a check, is wrong.</exception>
    /// <exception cref="InvalidOperationException"><c>AddHealthFunctions</c> was not called.</exception>
    public static IEndpointConventionBuilder MapHealthFunctions(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);

        HealthEndpoint endpoint = endpoints.ServiceProvider.GetService<HealthEndpoint>()
            ?? throw new InvalidOperationException("Call builder.AddHealthFunctions() before app.MapHealthFunctions().");
        HealthHttpHandler handler = new(endpoint);
        RouteGroupBuilder group = endpoints.MapGroup(string.Empty);
        group.Map(HealthRoutes.System, handler.HandleSystemAsync).WithDisplayName("HealthFunctions");
        group.Map($"{HealthRoutes.System}/{{{HealthHttpHandler.NameParameter}}}", handler.HandleNamedAsync).WithDisplayName("HealthFunctions, named");
        // Also where a name is missing: /_system/check//.
        group.Map($"{HealthRoutes.System}/{{**healthCheckRest}}", handler.HandleOtherAsync).WithDisplayName("HealthFunctions, no such path");
        MappedRoutes routes = MappedRoutes.Of(endpoint);
        ((IEndpointConventionBuilder)group).Finally(builder => routes.Claim(builder, handler));
        return group;
    }
}
