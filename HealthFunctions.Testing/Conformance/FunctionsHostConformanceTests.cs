namespace HealthFunctions.Testing.Conformance;

/// <summary>Tests what comes through the Functions host, the same to callers of a worker and of a custom handler.</summary>
public abstract class FunctionsHostConformanceTests<THost>(THost host) : ConformanceTests<THost>(host)
    where THost : ContractHost
{
    [Theory]
    [InlineData("get")]
    [InlineData("Get")]
    public async Task A_method_is_compared_without_case(string method)
    {
        (int status, string text) = await RawRequest.SendAsync(Host.Url, method, "/_system/check/good");

        Assert.EndsWith(Expect.Ok, text, StringComparison.Ordinal);
        Assert.Equal(200, status);
    }
}
