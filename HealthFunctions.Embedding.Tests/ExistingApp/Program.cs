using ExistingApp;
using ExistingApp.Checks;
using HealthFunctions.Telemetry;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Trace;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

builder.Services.AddAuthentication(KeyAuthenticationHandler.SchemeName)
    .AddScheme<AuthenticationSchemeOptions, KeyAuthenticationHandler>(KeyAuthenticationHandler.SchemeName, configureOptions: null);
builder.Services.AddAuthorizationBuilder()
    .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

builder.Services.AddHttpContextAccessor();
builder.Services.AddHttpClient();
builder.Services.AddHealthChecks()
    .AddCheck("self", () => HealthCheckResult.Healthy(), tags: ["live"])
    .AddCheck("db", () => HealthCheckResult.Degraded("12 of 12 connections are in use", data: new Dictionary<string, object> { ["connections"] = 12 }), tags: ["db", "ready", "published"])
    .AddCheck("disk space /data", () => HealthCheckResult.Unhealthy("full", new IOException("No space left")), tags: ["storage/local", "self", "published"])
    .AddCheck<UpstreamCheck>("upstream", failureStatus: HealthStatus.Degraded, tags: ["ready"])
    .AddCheck<ThrowingCheck>("throwing", tags: ["throwing"])
    .AddCheck<ContextCheck>("context", tags: ["context"])
    .AddCheck<ProbeCounterCheck>("counter", tags: ["counter"]);
builder.Services.AddSingleton<RecordingPublisher>();
builder.Services.AddSingleton<IHealthCheckPublisher>(services => services.GetRequiredService<RecordingPublisher>());
builder.Services.Configure<HealthCheckPublisherOptions>(options =>
{
    options.Delay = TimeSpan.Zero;
    options.Predicate = check => check.Tags.Contains("published");
});

builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
    .AddAspNetCoreInstrumentation(options => options.Filter = context => !context.Request.Path.StartsWithSegments("/quiet", StringComparison.Ordinal))
    .AddHttpClientInstrumentation()
    .AddSource(builder.Configuration.GetValue<bool>("TraceRuns") ? [HealthTelemetry.ActivitySourceName] : [])
    .AddOtlpExporter());

if (builder.Configuration.GetValue<bool>("Embed"))
{
    builder.AddHealthFunctions();
}

WebApplication app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapHealthChecks("/healthz", WithTag("ready")).AllowAnonymous();
app.MapHealthChecks("/livez", WithTag("live")).AllowAnonymous();
app.MapHealthChecks("/quiet", WithTag("ready")).AllowAnonymous();
app.MapHealthChecks("/all", new HealthCheckOptions { ResponseWriter = ReportJson.WriteAsync }).AllowAnonymous();
app.MapGet("/orders", () => "orders");
app.MapFallback(() => "the single-page app").AllowAnonymous();
if (app.Configuration.GetValue<bool>("Embed"))
{
    IEndpointConventionBuilder routes = app.MapHealthFunctions();
    if (app.Configuration.GetValue<bool>("Anonymous"))
    {
        routes.AllowAnonymous();
    }
}

app.Run();

static HealthCheckOptions WithTag(string tag) => new()
{
    Predicate = check => check.Tags.Contains(tag),
    ResponseWriter = ReportJson.WriteAsync,
};
