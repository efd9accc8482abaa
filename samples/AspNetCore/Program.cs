using AspNetCore;
using HealthFunctions;
using HealthFunctions.AspNetCore;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<Queue>();
builder.Services.AddHealthFunctions(builder.Configuration).AddCheck<QueueCheck>("queue");

WebApplication app = builder.Build();
app.MapHealthFunctions();
app.MapGet("/", () => "My own route");
app.MapPost("/queue/{length:int}", (int length, Queue queue) => queue.Length = length);
app.Run();
