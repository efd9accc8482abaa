using WorkerService;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton<Backlog>();
builder.AddHealthFunctions().AddCheck<QueueCheck>("queue");
builder.Services.AddHostedService<HealthReporter>();
builder.Build().Run();
