using System.Diagnostics.Metrics;
using ExistingApp;
using ExistingApp.Checks;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Embedding.Tests;

/// <summary>Tests that an app sees after AddHealthFunctions what it saw before.</summary>
public sealed class BeforeAndAfterTests
{
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/livez")]
    [InlineData("/orders")]
    [InlineData("/anything/else")]
    public async Task The_apps_own_endpoints_answer_as_before(string path)
    {
        await using ResourceServer upstream = await ResourceServer.StartAsync();
        (string, string?)[] settings = [("Upstream", upstream.Url + "/503")];
        await using AppUnderTest before = AppUnderTest.Start(embed: false, settings);
        await using AppUnderTest after = AppUnderTest.Start(embed: true, settings);

        Assert.Equal(await before.GetAsync(path), await after.GetAsync(path));
        Assert.Equal(await before.GetAsync(path, ("X-Key", "mine")), await after.GetAsync(path, ("X-Key", "mine")));
    }

    [Fact]
    public async Task A_report_has_the_same_entries_but_for_what_the_docs_list()
    {
        await using ResourceServer upstream = await ResourceServer.StartAsync();
        (string, string?)[] settings = [("Upstream", upstream.Url + "/200")];
        await using AppUnderTest before = AppUnderTest.Start(embed: false, settings);
        await using AppUnderTest after = AppUnderTest.Start(embed: true, settings);

        string expected = (await before.GetAsync("/all")).Body
            // The message of an exception is in Exception, not a second time in Description.
            .Replace("\"description\":\"The queue is gone\"", "\"description\":\"EXCEPTION\"", StringComparison.Ordinal)
            // A run belongs to no request.
            .Replace("\"description\":\"a request\"", "\"description\":\"no request\"", StringComparison.Ordinal);

        Assert.Contains("\"disk space /data\":{\"status\":\"Unhealthy\",\"description\":\"full\",\"exception\":\"No space left\"", expected, StringComparison.Ordinal);
        Assert.Equal(expected, (await after.GetAsync("/all")).Body);
    }

    [Fact]
    public async Task A_publisher_gets_the_same_report()
    {
        string before = await PublishedAsync(embed: false);
        string after = await PublishedAsync(embed: true);

        Assert.StartsWith("""{"status":"Unhealthy","entries":{"db":""", before, StringComparison.Ordinal);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_meter_listener_gets_the_same_measurements_of_the_apps_own_meter()
    {
        List<string> before = await MeasuredAsync(embed: false);
        List<string> after = await MeasuredAsync(embed: true);

        Assert.Equal(["probes 1 counter"], before);
        Assert.Equal(before, after);
    }

    private static async Task<string> PublishedAsync(bool embed)
    {
        await using AppUnderTest app = AppUnderTest.Start(embed);
        return ReportJson.Of(await app.Services.GetRequiredService<RecordingPublisher>().First.WaitAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<List<string>> MeasuredAsync(bool embed)
    {
        await using AppUnderTest app = AppUnderTest.Start(embed);
        IMeterFactory meters = app.Services.GetRequiredService<IMeterFactory>();
        List<string> measured = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                // Of this app, not of another in this process.
                if (instrument.Meter.Name == ProbeCounterCheck.MeterName && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => measured.Add($"{instrument.Name} {value} {tags[0].Value}"));
        listener.Start();

        HealthReport report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(
            check => check.Tags.Contains("counter"), TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, report.Status);
        return measured;
    }
}
