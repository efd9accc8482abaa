using FunctionsApp.Hosting.Kestrel;
using HealthFunctions;
using Microsoft.AspNetCore.Builder;

if (CommandLine.Answer(args) is { } exitCode)
{
    return exitCode;
}

WebApplicationBuilder builder = KestrelSetup.CreateBuilder(args);
builder.AddSettings(args);
builder.AddLogs();
builder.AddKestrel();
builder.AddParentWatch();
builder.Services.AddHealthFunctions(builder.Configuration);

await using WebApplication app = builder.Build();
return await app.ServeAsync();
