using HealthFunctions.FunctionsHost;
using HealthFunctions.Server;
using HealthFunctions.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

if (CommandLine.Answer(args) is { } exitCode)
{
    return exitCode;
}

HostApplicationBuilder builder = ServerBuilder.Create(args);
try
{
    builder.AddSettings(args);
}
catch (HealthSettingsException exception)
{
    Terminal.WriteError(exception.Message);
    return ExitCode.Settings;
}

builder.AddLogs();
builder.AddParentProcessMonitor();
builder.AddHealthFunctions().AddCheckFamilies();
builder.AddOptions();
builder.AddKestrel();

using IHost app = builder.Build();
return await app.RunToExitCodeAsync();
