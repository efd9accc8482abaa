using FunctionsApp.Hosting.Kestrel;
using HealthFunctions;
using Microsoft.Extensions.Hosting;

if (CommandLine.Answer(args) is { } exitCode)
{
    return exitCode;
}

HostApplicationBuilder builder = KestrelSetup.CreateBuilder(args);
builder.AddSettings(args);
builder.AddLogs();
builder.AddParentWatch();
builder.Services.AddHealthFunctions(builder.Configuration);
builder.AddKestrel();

using IHost app = builder.Build();
return await app.ServeAsync();
