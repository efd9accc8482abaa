
namespace HealthFunctions.Testing.Conformance;

/// <summary>The wire contract, a line per row: what is asked, and the status and the very bytes of the answer.</summary>
public static class Contract
{
    private const string System = """{"message":"API running","code":"OK","ok":true}""";
    private const string NoSuchPath = """{"message":"No such path","code":"NOT_FOUND","error":true}""";

    /// <summary>What every host answers.</summary>
    public static TheoryData<string, int, string> Answers => new()
    {
        { "/_system/check", 200, System },
        { "/_SYSTEM/Check/", 200, System },
        { "/_system/check?warning=200", 200, System },
        { "/_system/check/good", 200, Expect.Ok },
        { "/_system/check/GOOD/", 200, Expect.Ok },
        { "/_system/check/%67ood", 200, Expect.Ok },
        { "/_system/check/shaky", 500, Expect.Warning },
        { "/_system/check/shaky?warning=200", 200, Expect.Warning },
        { "/_system/check/shaky?warning=429", 429, Expect.Warning },
        { "/_system/check/shaky?warning=500", 500, Expect.Warning },
        { "/_system/check/shaky?warning=503", 503, Expect.Warning },
        { "/_system/check/shaky?other=1&Warning=200", 200, Expect.Warning },
        { "/_system/check/bad", 500, Expect.Error },
        { "/_system/check/bad?warning=200", 500, Expect.Error },
        { "/_system/check/late", 500, Expect.Error },
        { "/_system/check/fine", 200, Expect.Ok },
        { "/_system/check/impaired", 500, Expect.Warning },
        { "/_system/check/all", 500, Expect.Error },
        { "/_system/check/nope", 404, Expect.NotFound },
        { "/_system/check/good?warning=418", 400, BadWarning("418") },
        { "/_system/check/good?warning=", 400, BadWarning("") },
        { "/_system/check/good?warning=%22%3Cb%3E", 400, BadWarning("\\\"<b>") },
    };

    /// <summary>What a host answers that has checks in code.</summary>
    public static TheoryData<string, int, string> CodeAnswers => new()
    {
        { "/_system/check/ReturnsHealthy", 200, Expect.Ok },
        { "/_system/check/ReturnsDegraded", 500, Expect.Warning },
        { "/_system/check/ReturnsUnhealthy", 500, Expect.Error },
        { "/_system/check/ThrowsOk", 200, Expect.Ok },
        { "/_system/check/ThrowsWarning", 500, Expect.Warning },
        { "/_system/check/ThrowsError", 500, Expect.Error },
        { "/_system/check/ThrowsOther", 500, Expect.Error },
        { "/_system/check/ThrowsMembers", 500, """{"queue":7,"code":"WARNING","error":true}""" },
        { "/_system/check/Unbuildable", 500, Expect.Error },
    };

    /// <summary>What a host answers that leaves every path to the app.</summary>
    public static TheoryData<string, int, string> PathAnswers => new()
    {
        { "/_system/check/a%2Fb", 404, Expect.NotFound },
        { "/_system/check/good/more", 404, NoSuchPath },
        { "/_system/checked", 404, NoSuchPath },
        { "/", 404, NoSuchPath },
    };

    /// <summary>Methods that are refused by a host that leaves every method to the app.</summary>
    public static TheoryData<string, string> OtherMethods => new()
    {
        { "POST", "/_system/check" },
        { "DELETE", "/_system/check/good" },
        { "OPTIONS", "/_system/check/nope" },
    };

    private static string BadWarning(string given) =>
        $$"""{"message":"The query asks for warning={{given}}; allowed: 200, 429, 500, 503","code":"BAD_REQUEST","error":true}""";
}
