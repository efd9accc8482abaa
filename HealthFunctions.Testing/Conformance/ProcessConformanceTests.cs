namespace HealthFunctions.Testing.Conformance;

/// <summary>Tests a host that passes on every path and every method, beyond <see cref="ConformanceTests{THost}"/>.</summary>
public abstract class ProcessConformanceTests<THost>(THost host) : ConformanceTests<THost>(host)
    where THost : ContractHost
{
    [Theory]
    [MemberData(nameof(Contract.PathAnswers), MemberType = typeof(Contract))]
    public Task Other_paths_have_their_answer_too(string path, int status, string body) => AnswersAsync(path, status, body);

    [Theory]
    [MemberData(nameof(Contract.OtherMethods), MemberType = typeof(Contract))]
    public async Task Other_methods_are_405_with_those_allowed(string method, string path)
    {
        ContractAnswer answer = await Host.AskAsync(method, path);

        Assert.Equal("""{"message":"Only GET and HEAD are allowed","code":"METHOD_NOT_ALLOWED","error":true}""", answer.Body);
        Assert.Equal(405, answer.Status);
        Assert.Equal("GET, HEAD", answer.Headers["Allow"]);
    }
}
