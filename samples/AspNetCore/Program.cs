using AspNetCore;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<Backlog>();
builder.AddHealthFunctions().AddCheck<QueueCheck>("queue");

WebApplication app = builder.Build();
app.MapHealthFunctions();
app.MapGet("/", () => "My own route");
app.MapPost("/queue/{length:int}", (int length, Backlog backlog) => backlog.Length = length);
app.Run();
