using HealthFunctions.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Http;

/// <summary>Defines <c>Type=Http</c>: a <see cref="HttpResourceCheck"/> with a client of its own.</summary>
internal sealed class HttpCheckType : HealthCheckType
{
    public override string Name => "Http";

    public override Func<IServiceProvider, IHealthCheck> Configure(SettingsSection settings)
    {
        HttpResourceOptions options = HttpResourceOptions.Read(settings);
        return services => new HttpResourceCheck(options, services.GetRequiredService<TimeProvider>());
    }
}
