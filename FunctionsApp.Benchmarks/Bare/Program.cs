using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

// The least that Kestrel can be: the bytes and headers of /_system/check, from one delegate.
byte[] body = "{\"message\":\"API running\",\"code\":\"OK\",\"ok\":true}"u8.ToArray();
WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
WebApplication app = builder.Build();
app.Urls.Add($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT")}");
app.Run(async context =>
{
    HttpResponse response = context.Response;
    response.ContentType = "application/json";
    response.ContentLength = body.Length;
    response.Headers.CacheControl = "no-store";
    response.Headers.XContentTypeOptions = "nosniff";
    await response.BodyWriter.WriteAsync(body);
});
await app.RunAsync();
