using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.AddHealthFunctions(options => options.ErrorOnUnknownConfiguration = true).AddCheckFamilies();
builder.Build().Run();
