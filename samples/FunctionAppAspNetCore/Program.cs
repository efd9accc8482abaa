using FunctionAppAspNetCore;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton<Backlog>();
builder.AddHealthFunctions().AddCheck<QueueCheck>("queue");
builder.Build().Run();
