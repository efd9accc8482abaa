using System.Globalization;

namespace HealthFunctions.Testing.Conformance;

/// <summary>Tests what every host must do.</summary>
public abstract class ConformanceTests<THost>(THost host) : IClassFixture<THost>
    where THost : ContractHost
{
    protected THost Host { get; } = host;

    /// <summary>Gets the status code of <c>%2567ood</c>: the check <c>%67ood</c>, which there is none of.</summary>
    protected virtual int TwiceEncodedStatus => 404;

    [Theory]
    [MemberData(nameof(Contract.Answers), MemberType = typeof(Contract))]
    public Task Each_line_has_its_answer_and_HEAD_the_same_without_the_body(string path, int status, string body) =>
        AnswersAsync(path, status, body);

    [Fact]
    public async Task A_name_is_decoded_once_unless_the_host_does_so_twice() =>
        Assert.Equal(TwiceEncodedStatus, (await Host.AskAsync("GET", "/_system/check/%2567ood")).Status);

    [Fact]
    public async Task A_result_that_was_measured_for_another_call_has_an_Age_header()
    {
        await Host.AskAsync("GET", "/_system/check/aged");
        ContractAnswer answer = await Host.AskAsync("GET", "/_system/check/aged");

        Assert.InRange(int.Parse(answer.Headers["Age"], CultureInfo.InvariantCulture), 0, 60);
    }

    [Fact]
    public async Task A_result_that_was_measured_for_this_call_has_none()
    {
        await Host.AskAsync("GET", "/_system/check/measured");
        ContractAnswer answer = await Host.AskAsync("GET", "/_system/check/measured");

        Assert.False(answer.Headers.ContainsKey("Age"));
    }

    protected async Task AnswersAsync(string path, int status, string body)
    {
        ArgumentNullException.ThrowIfNull(body);

        await AnswersAsync("GET", path, status, body, body.Length);
        await AnswersAsync("HEAD", path, status, string.Empty, body.Length);
    }

    private async Task AnswersAsync(string method, string path, int status, string body, int length)
    {
        ContractAnswer answer = await Host.AskAsync(method, path);

        Assert.Equal(body, answer.Body);
        Assert.Equal(status, answer.Status);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Cache-Control"] = "no-store",
                ["Content-Length"] = length.ToString(CultureInfo.InvariantCulture),
                ["Content-Type"] = "application/json",
                ["X-Content-Type-Options"] = "nosniff",
            },
            answer.Headers.Where(header => header.Key is not ("Age" or "X-Cold-Start")).ToDictionary());
    }
}
