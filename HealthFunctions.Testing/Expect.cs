using System.Net;

namespace HealthFunctions.Testing;

/// <summary>Asserts what a response is.</summary>
internal static class Expect
{
    public const string Ok = """{"code":"OK","ok":true}""";
    public const string Warning = """{"code":"WARNING","error":true}""";
    public const string Error = """{"code":"ERROR","error":true}""";
    public const string NotFound = """{"message":"No such health check","code":"NOT_FOUND","error":true}""";

    /// <summary>Asserts the status code, the exact body and the headers that every response has.</summary>
    public static async Task AnswerAsync(this HttpClient client, string path, int status, string body)
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        await response.IsAsync(status, body);
    }

    /// <inheritdoc cref="AnswerAsync"/>
    public static async Task IsAsync(this HttpResponseMessage response, int status, string body)
    {
        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        response.HasCommonHeaders(body.Length);
    }

    public static void HasCommonHeaders(this HttpResponseMessage response, int length)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(length, response.Content.Headers.ContentLength);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
    }
}
