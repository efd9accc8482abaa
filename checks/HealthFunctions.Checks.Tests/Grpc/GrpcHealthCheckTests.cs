using Grpc.Core;
using HealthFunctions.Checks.Grpc;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace HealthFunctions.Checks.Tests.Grpc;

/// <summary>Tests what is particular to gRPC checks; the conformance suite tests the rest.</summary>
public sealed class GrpcHealthCheckTests(GrpcHealthServer server)
{
    [Theory]
    [InlineData(ServingStatus.Serving, null)]
    [InlineData(ServingStatus.NotServing, HealthReason.Unavailable)]
    [InlineData(ServingStatus.Unknown, HealthReason.Unavailable)]
    [InlineData(ServingStatus.ServiceUnknown, HealthReason.NotFound)]
    [InlineData((ServingStatus)42, HealthReason.UnexpectedAnswer)]
    public async Task The_status_of_the_service_is_judged(ServingStatus status, HealthReason? reason)
    {
        await server.StartAsync();
        string service = $"judged.{status}";
        server.SetStatus(service, status);

        CheckResult result = await RunAsync($"http://{server.Host}:{server.Port}", options => options.Service = service);

        Assert.Equal((reason is null ? HealthStatus.Healthy : HealthStatus.Unhealthy, reason), (result.Status, result.Outcome.Reason));
    }

    [Fact]
    public async Task A_service_that_the_server_does_not_know_is_NOT_FOUND()
    {
        await server.StartAsync();

        CheckResult result = await RunAsync($"http://{server.Host}:{server.Port}", options => options.Service = "no.such.Service");

        Assert.Equal(HealthReason.NotFound, result.Outcome.Reason);
        Assert.Equal("The server does not know the service.", result.Outcome.Description);
    }

    [Theory]
    [InlineData(StatusCode.Unauthenticated, HealthReason.Authentication)]
    [InlineData(StatusCode.PermissionDenied, HealthReason.Forbidden)]
    [InlineData(StatusCode.Unavailable, HealthReason.Unavailable)]
    [InlineData(StatusCode.ResourceExhausted, HealthReason.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded, HealthReason.Timeout)]
    [InlineData(StatusCode.Unimplemented, HealthReason.UnexpectedStatus)]
    [InlineData(StatusCode.Internal, HealthReason.UnexpectedStatus)]
    public async Task The_status_of_the_call_is_judged(StatusCode status, HealthReason reason)
    {
        await using WebApplication app = await StartAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = $"{(int)status}";
            context.Response.Headers["grpc-message"] = "no";
        });

        Assert.Equal(reason, (await RunAsync(app.Urls.Single())).Outcome.Reason);
    }

    [Theory]
    [InlineData(200, HealthReason.UnexpectedAnswer, "The answer is not gRPC.")]
    [InlineData(401, HealthReason.Authentication, "The server answered with the status Unauthenticated.")]
    [InlineData(404, HealthReason.UnexpectedStatus, "The server does not implement the health protocol, grpc.health.v1.Health.")]
    [InlineData(503, HealthReason.Unavailable, "The server answered with the status Unavailable.")]
    public async Task A_server_that_does_not_speak_gRPC_is_an_ERROR(int status, HealthReason reason, string description)
    {
        await using WebApplication app = await StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html";
        });

        CheckResult result = await RunAsync(app.Urls.Single());

        Assert.Equal((reason, description), (result.Outcome.Reason, result.Outcome.Description));
    }

    [Fact]
    public async Task The_call_has_the_metadata_and_goes_to_the_health_service()
    {
        TaskCompletionSource<(string Path, string? Token)> asked = new();
        await using WebApplication app = await StartAsync(context => asked.TrySetResult((context.Request.Path, context.Request.Headers.Authorization)));

        await RunAsync(app.Urls.Single(), options => options.Headers["Authorization"] = "Bearer x");

        Assert.Equal(("/grpc.health.v1.Health/Check", "Bearer x"), await asked.Task);
    }

    [Fact]
    public async Task A_connection_that_ends_within_the_answer_to_the_call_is_CONNECTION_LOST()
    {
        await using WebApplication app = await StartAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[] { 0, 0, 0 });
            context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
        });

        Assert.Equal(HealthReason.ConnectionLost, (await RunAsync(app.Urls.Single())).Outcome.Reason);
    }

    [Fact]
    public async Task A_run_that_is_ended_closes_its_connection()
    {
        int closed = 0;
        await using ScriptedServer silent = new(async connection =>
        {
            await connection.ReadToEndAsync();
            Interlocked.Increment(ref closed);
        });
        GrpcCheckOptions options = new() { Url = new Uri(silent.Url) };
        await using GrpcHealthCheck check = new(options, TimeProvider.System, trust: null);

        for (int run = 1; run <= 2; run++)
        {
            using CancellationTokenSource end = new();
            Task<HealthCheckResult> running = check.CheckHealthAsync(new HealthCheckContext(), end.Token);
            await Eventually.TrueAsync(() => silent.Connections.Count == run);
            await end.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            await Eventually.TrueAsync(() => Volatile.Read(ref closed) == run);
        }
    }

    [Fact]
    public async Task All_runs_use_one_connection()
    {
        List<string> connections = [];
        await using WebApplication app = await StartAsync(context =>
        {
            connections.Add(context.Connection.Id);
            context.Response.ContentType = "application/grpc";
        }, new byte[] { 0, 0, 0, 0, 2, 8, 1 });
        await using GrpcHealthCheck check = new(new GrpcCheckOptions { Url = new Uri(app.Urls.Single()) }, TimeProvider.System, trust: null);

        for (int run = 0; run < 3; run++)
        {
            HealthCheckResult result = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
            Assert.Equal(HealthStatus.Healthy, result.Status);
        }

        Assert.Equal(3, connections.Count);
        Assert.Single(connections.Distinct());
    }

    [Fact]
    public async Task A_certificate_near_its_end_is_a_WARNING()
    {
        await server.StartAsync();
        GrpcCheckOptions options = new() { Url = new Uri($"https://localhost:{server.TlsPort}"), CertificateExpiryWarning = TimeSpan.FromDays(1) };
        await using GrpcHealthCheck check = new(options, TimeProvider.System, TestCertificate.Trust(server.Authority.Certificate));

        for (int run = 0; run < 2; run++)
        {
            HealthCheckResult result = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

            Assert.Equal(HealthReason.CertificateExpiring, result.Data[HealthCheckResultExtensions.ReasonKey]);
            Assert.Equal(new ObservedValue(0, "d"), result.Data["certificateDaysLeft"]);
        }
    }

    private static Task<WebApplication> StartAsync(Action<HttpContext> answer, byte[]? message = null) => StartAsync(async context =>
    {
        answer(context);
        if (message is not null)
        {
            context.Response.DeclareTrailer("grpc-status");
            await context.Response.Body.WriteAsync(message);
            context.Response.AppendTrailer("grpc-status", "0");
        }
    });

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(
            kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2));
        WebApplication app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private static async Task<CheckResult> RunAsync(string url, Action<GrpcCheckOptions>? configure = null)
    {
        await using EngineUnderTest engine = new(checks => checks.AddGrpc(EngineUnderTest.Db, options =>
        {
            options.Url = new Uri(url);
            configure?.Invoke(options);
        }));
        return await engine.GetOrStartRunAsync();
    }
}
