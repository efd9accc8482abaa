namespace HealthFunctions.Testing.Conformance;

/// <summary>Tests a host that can have checks in code, beyond <see cref="ConformanceTests{THost}"/>.</summary>
public abstract class CodeConformanceTests<THost>(THost host) : ConformanceTests<THost>(host)
    where THost : ContractHost
{
    [Theory]
    [MemberData(nameof(Contract.CodeAnswers), MemberType = typeof(Contract))]
    public Task Each_verdict_thrown_or_returned_has_its_answer_and_nothing_leaks(string path, int status, string body) =>
        AnswersAsync(path, status, body);
}
