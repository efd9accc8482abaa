namespace HealthFunctions.Testing.Conformance;

/// <summary>What a host must do beside that can have checks in code.</summary>
public abstract class CodeConformanceTests<THost>(THost host) : ConformanceTests<THost>(host)
    where THost : class, IContractHost
{
    [Theory]
    [MemberData(nameof(Contract.CodeAnswers), MemberType = typeof(Contract))]
    public Task Each_way_to_say_how_it_went_has_its_answer_and_nothing_leaks(string path, int status, string body) =>
        AnswersAsync(path, status, body);
}
