using FunctionsApp.Hosting;
using FunctionsApp.Hosting.Isolated;
using HealthFunctions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.AddLogs();
builder.Services.AddParentWatch();
builder.Services.AddHealthFunctions(builder.Configuration);

using IHost worker = builder.Build();
return await worker.WorkAsync();
