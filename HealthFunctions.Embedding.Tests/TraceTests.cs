using HealthFunctions.Embedding.Tests.Telemetry;
using HealthFunctions.Testing;

namespace HealthFunctions.Embedding.Tests;

/// <summary>Tests the traces that an app exports before and after AddHealthFunctions.</summary>
public sealed class TraceTests
{
    private const int Server = 2;
    private const int Client = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_and_what_its_checks_ask_for_are_a_span_each(bool embed)
    {
        IReadOnlyList<Span> spans = await ExportedAsync("/healthz", embed);

        Assert.Equal(["GET /healthz", "GET /livez"], spans.Where(span => span.Kind == Server).Select(span => span.Name).Order(StringComparer.Ordinal));
        Span asked = Assert.Single(spans, span => span.Kind == Client);
        Assert.Equal("/200", new Uri(asked.Attributes.Single(attribute => attribute.Key == "url.full").Value.StringValue).AbsolutePath);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_filter_that_drops_a_request_drops_what_its_checks_ask_for(bool embed)
    {
        IReadOnlyList<Span> spans = await ExportedAsync("/quiet", embed);

        Assert.Equal("GET /livez", Assert.Single(spans).Name);
    }

    [Fact]
    public async Task With_the_source_of_the_runs_what_a_check_asks_for_leads_to_the_request_by_a_link()
    {
        IReadOnlyList<Span> spans = await ExportedAsync("/healthz", embed: true, ("TraceRuns", "true"));

        Span asked = Assert.Single(spans, span => span.Kind == Client);
        Span run = Assert.Single(spans, span => span.SpanId == asked.ParentSpanId);
        Span request = Assert.Single(spans, span => span.Name == "GET /healthz");
        Link link = Assert.Single(run.Links);
        Assert.Equal((request.TraceId, request.SpanId), (link.TraceId, link.SpanId));
    }

    private static async Task<IReadOnlyList<Span>> ExportedAsync(string path, bool embed, params IEnumerable<(string Key, string? Value)> settings)
    {
        await using Collector collector = await Collector.StartAsync();
        await using ResourceServer upstream = await ResourceServer.StartAsync();
        await using ExistingAppProcess app = await ExistingAppProcess.StartAsync(
            embed,
            [
                ("Upstream", upstream.Url + "/200"),
                ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url),
                ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                ("OTEL_BSP_SCHEDULE_DELAY", "10"),
                .. settings,
            ]);

        await GetAsync(path);
        // On the same connection, so that all spans of the first request have ended before this one begins.
        await GetAsync("/livez");
        await Eventually.TrueAsync(() => collector.Spans.Any(span => span.Name == "GET /livez"));
        return collector.Spans;

        async Task GetAsync(string path)
        {
            using HttpResponseMessage response = await app.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }
}
