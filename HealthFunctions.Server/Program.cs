using HealthFunctions.Server;
using Microsoft.Extensions.Hosting;

if (CommandLine.Answer(args) is { } exitCode)
{
    return exitCode;
}

HostApplicationBuilder builder = ServerBuilder.Create(args);
builder.AddSettings(args);
builder.AddLogs();
builder.AddParentProcessMonitor();
builder.AddHealthFunctions();
builder.AddOptions();
builder.AddKestrel();

using IHost app = builder.Build();
return await app.RunToExitCodeAsync();
