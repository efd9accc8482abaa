namespace HealthFunctions.Testing.Conformance;

/// <summary>Lists the wire contract, a row per request: the path, the status code and the exact body of the response.</summary>
public static class Contract
{
    private const string System = """{"message":"API running","code":"OK","ok":true}""";
    private const string NoSuchPath = """{"message":"No such path","code":"NOT_FOUND","error":true}""";

    /// <summary>Gets the responses of every host.</summary>
    public static TheoryData<string, int, string> Answers => new()
    {
        { "/_system/check", 200, System },
        { "/_SYSTEM/Check", 200, System },
        { "/_system/check?warning=200", 200, System },
        { "/_system/check?warning=abc", 400, BadWarning("abc") },
        { "/_system/check?warning", 400, BadWarning("") },
        { "/_system/check/", 404, Expect.NotFound },
        { "/_SYSTEM/Check/?warning=200", 404, Expect.NotFound },
        { "/_system/check/%20", 404, Expect.NotFound },
        { "/_system/check/%20%20/", 404, Expect.NotFound },
        { "/_system/check/good", 200, Expect.Ok },
        { "/_system/check/GOOD/", 200, Expect.Ok },
        { "/_system/check/%67ood", 200, Expect.Ok },
        { "/_system/check/good%20", 200, Expect.Ok },
        { "/_system/check/%20good", 404, Expect.NotFound },
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
        { "/_system/check/some", 500, Expect.Warning },
        { "/_system/check/all", 500, Expect.Error },
        { "/_system/check/ALL", 500, Expect.Error },
        { "/_system/check/nope", 404, Expect.NotFound },
        { "/_system/check/nope?warning=abc", 404, Expect.NotFound },
        { "/_system/check/good?warning=418", 400, BadWarning("418") },
        { "/_system/check/good?warning=", 400, BadWarning("") },
        { "/_system/check/good?warning", 400, BadWarning("") },
        { "/_system/check/good?warning=0200", 400, BadWarning("0200") },
        { "/_system/check/good?warning=%20200", 400, BadWarning(" 200") },
        { "/_system/check/good?warning=200&Warning=503", 400, BadWarning("200,503") },
        { "/_system/check/good?warning=200&warning=200", 400, BadWarning("200,200") },
        { "/_system/check/good?warning=200=1", 400, BadWarning("200=1") },
        { "/_system/check/good?other=warning", 200, Expect.Ok },
        { "/_system/check/shaky?%77arning=%3200", 200, Expect.Warning },
        { "/_system/check/good?warning=%22%3Cb%3E", 400, BadWarning("\\\"<b>") },
    };

    /// <summary>Gets the responses of a host that has checks in code.</summary>
    public static TheoryData<string, int, string> CodeAnswers => new()
    {
        { "/_system/check/ReturnsHealthy", 200, Expect.Ok },
        { "/_system/check/ReturnsDegraded", 500, Expect.Warning },
        { "/_system/check/ReturnsUnhealthy", 500, Expect.Error },
        { "/_system/check/ThrowsOk", 200, Expect.Ok },
        { "/_system/check/ThrowsWarning", 500, Expect.Warning },
        { "/_system/check/ThrowsError", 500, Expect.Error },
        { "/_system/check/ThrowsOther", 500, Expect.Error },
        { "/_system/check/ThrowsProperties", 500, """{"queue":7,"code":"WARNING","error":true}""" },
        { "/_system/check/Unbuildable", 500, Expect.Error },
    };

    /// <summary>Gets the responses of a host that passes on every path.</summary>
    public static TheoryData<string, int, string> PathAnswers => new()
    {
        { "/_system/check/a%2Fb", 404, Expect.NotFound },
        { "/_system/check/good/more", 404, NoSuchPath },
        { "/_system/check//", 404, Expect.NotFound },
        { "/_system/checked", 404, NoSuchPath },
        { "/_system/checked?warning=abc", 404, NoSuchPath },
        { "/", 404, NoSuchPath },
    };

    /// <summary>Gets requests whose method a host refuses that passes on every method.</summary>
    public static TheoryData<string, string> OtherMethods => new()
    {
        { "POST", "/_system/check" },
        { "DELETE", "/_system/check/good" },
        { "OPTIONS", "/_system/check/nope" },
    };

    private static string BadWarning(string given) =>
        $$"""{"message":"The query asks for warning={{given}}; allowed: 200, 429, 500, 503","code":"BAD_REQUEST","error":true}""";
}
