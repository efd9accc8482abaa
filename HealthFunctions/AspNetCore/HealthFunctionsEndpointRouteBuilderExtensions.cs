using HealthFunctions.Endpoint;
using HealthFunctions.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.AspNetCore;

/// <summary>Puts the health endpoint into an ASP.NET Core app.</summary>
public static class HealthFunctionsEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>/_system/check</c> and <c>/_system/check/{name}</c>, beside the app's own routes and below a group's prefix.
    /// </summary>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <returns>A builder for what both routes shall share, such as a host name or a rate limit.</returns>
    /// <exception cref="HealthSettingsException">A setting, or a name of a check, is wrong.</exception>
    /// <exception cref="InvalidOperationException"><c>AddHealthFunctions</c> was not called.</exception>
    public static IEndpointConventionBuilder MapHealthFunctions(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);

        HealthHttpHandler handler = CreateHandler(endpoints.ServiceProvider);
        RouteGroupBuilder group = endpoints.MapGroup(string.Empty);
        group.Map(HealthRoutes.System, context => handler.HandleAsync(context, "/" + HealthRoutes.System)).WithDisplayName("HealthFunctions");
        group.Map(HealthRoutes.Named, context => handler.HandleAsync(context, $"/{HealthRoutes.System}/{context.GetRouteValue("name")}"))
            .WithDisplayName("HealthFunctions, named");
        return group;
    }

    /// <summary>
    /// Ends the pipeline with the health endpoint, for an app that serves nothing else: no routing, and 404 in JSON for any
    /// other path.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <exception cref="HealthSettingsException">A setting, or a name of a check, is wrong.</exception>
    /// <exception cref="InvalidOperationException"><c>AddHealthFunctions</c> was not called.</exception>
    public static void RunHealthFunctions(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);

        HealthHttpHandler handler = CreateHandler(app.ApplicationServices);
        app.Run(handler.HandleAsync);
    }

    private static HealthHttpHandler CreateHandler(IServiceProvider services) =>
        new(services.GetService<HealthEndpoint>()
            ?? throw new InvalidOperationException("Call services.AddHealthFunctions(configuration) before mapping the health endpoint."));
}
