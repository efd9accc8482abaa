using Docs.Tests.Writers;
using Json.Schema;

namespace Docs.Tests;

/// <summary>The JSON schemas are schemas, and say of settings what the app says.</summary>
public sealed class SchemaTests
{
    [Theory]
    [InlineData(JsonSchemas.AppSettingsPath)]
    [InlineData(JsonSchemas.LocalSettingsPath)]
    public void A_schema_is_one_of_draft_2020_12(string path) =>
        Assert.Empty(Judges.Evaluate(MetaSchemas.Draft202012, GeneratedFiles.Read(path)));

    [Theory]
    [InlineData("HealthFunctions.Server/appsettings.json")]
    [InlineData("HealthFunctions.Server/appsettings.Development.json")]
    public void The_settings_files_of_the_repository_are_good(string path) => Assert.Empty(Judges.BySchema(GeneratedFiles.Read(path)));

    [Theory]
    [InlineData("local.settings.sample.json")]
    [InlineData("samples/FunctionApp/local.settings.sample.json")]
    [InlineData("samples/FunctionAppAspNetCore/local.settings.sample.json")]
    public void So_are_the_samples_of_local_settings(string path) =>
        Assert.Empty(Judges.Evaluate(Judges.Load(JsonSchemas.LocalSettingsPath), GeneratedFiles.Read(path)));

    /// <summary>In <c>appsettings.json</c>. What is good to the app and the schema.</summary>
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"$schema":"x","HealthChecks":{"a":{"Type":"Http","Url":"https://example.org"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"HTTP://EXAMPLE.ORG:8080/x@y?z#w","Method":"head","ExpectedStatus":" 200, 301 - 302"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Headers":{"X-Key":"1"},"MaxBodyBytes":0,"UseProxy":true}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Headers":"{\"X-Key\":\"1\"}","MaxBodyBytes":"0","UseProxy":"True"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Tags":["ready"],"Timeout":"00:00:05","MaxAge":"0s","WarnAfter":""}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Tcp","Host":"::1","Port":"080"},"b":{"Type":"Tls","Host":"10.0.0.1"},"c":{"Type":"Tls","Host":"[::1]"}}}""")]
    [InlineData("""{"HealthFunctions":{"Deadline":"5m","WarningStatusCode":200,"ReserveThreads":"false"},"Logging":{"LogLevel":{"Default":"Debug"}}}""")]
    public void The_app_and_the_schema_take(string appSettings)
    {
        Assert.Empty(Judges.ByApp(appSettings));
        Assert.Empty(Judges.BySchema(appSettings));
    }

    /// <summary>In <c>appsettings.json</c>. What is wrong to both.</summary>
    [Theory]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Htpp","Url":"https://example.org"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":""}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Url":"https://example.org"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"example.org"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://user:password@example.org"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Port":443}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Method":"CONNECT"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","ExpectedStatus":"2xx"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Headers":{"X-Key":{"a":"1"}}}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Tags":"ready"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Timeot":"5s"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Timeout":5}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Tcp","Host":"https://example.org","Port":443}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Tcp","Host":"example.org:443","Port":443}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Tcp","Host":"example.org","Port":0}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Tcp","Host":"example.org","Port":443.5}}}""")]
    [InlineData("""{"HealthChecks":{"a b":{"Type":"Tls","Host":"example.org"}}}""")]
    [InlineData("""{"HealthChecks":{"a":"Http"}}""")]
    [InlineData("""{"HealthFunctions":{"Deadlin":"5s"}}""")]
    [InlineData("""{"HealthFunctions":{"WarningStatusCode":204}}""")]
    public void The_app_and_the_schema_refuse(string appSettings)
    {
        Assert.NotEmpty(Judges.ByApp(appSettings));
        Assert.NotEmpty(Judges.BySchema(appSettings));
    }

    /// <summary>What a schema cannot tell: one key that depends on another, a .NET pattern, a range of hours and minutes, what is in code.</summary>
    [Theory]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"http://example.org","CertificateExpiryWarning":"14d"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","ExpectedBody":"("}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","ExpectedStatus":"299-200"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Timeout":"1s","WarnAfter":"2s"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Timeout":"20s"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Tags":["a"]}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Timeout":"1s"}}}""")]
    [InlineData("""{"HealthFunctions":{"Deadline":"01:00:00"}}""")]
    public void The_app_alone_refuses(string appSettings)
    {
        Assert.NotEmpty(Judges.ByApp(appSettings));
        Assert.Empty(Judges.BySchema(appSettings));
    }

    /// <summary>What the app reads all the same: names in another case, a number for a text, sections written as one key, null.</summary>
    [Theory]
    [InlineData("""{"HealthChecks":{"a":{"type":"http","url":"https://example.org"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","ExpectedStatus":200}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","Headers:X-Key":"1"}}}""")]
    [InlineData("""{"HealthChecks":{"a":{"Type":"Http","Url":"https://example.org","WarnAfter":null}}}""")]
    public void The_schema_alone_refuses(string appSettings)
    {
        Assert.Empty(Judges.ByApp(appSettings));
        Assert.NotEmpty(Judges.BySchema(appSettings));
    }

    /// <summary>In <c>local.settings.json</c>.</summary>
    [Theory]
    [InlineData(true, "HealthChecks__a__Type", "Http")]
    [InlineData(true, "HealthChecks__a__Headers__X-Key", "1")]
    [InlineData(true, "HealthChecks__a__Tags__1", "ready")]
    [InlineData(true, "HealthChecks__a_b.c-d__MaxAge", "5s")]
    [InlineData(true, "HealthFunctions__DrainSeconds", "10")]
    [InlineData(true, "FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated")]
    [InlineData(false, "HealthChecks__a__Type", "Htpp")]
    [InlineData(false, "HealthChecks__a__Tipe", "Http")]
    [InlineData(false, "HealthChecks__a__Tags__x", "ready")]
    [InlineData(false, "HealthChecks__a__Tags", "ready")]
    [InlineData(false, "HealthChecks__a__Url__x", "https://example.org")]
    [InlineData(false, "HealthChecks__a", "Http")]
    [InlineData(false, "HealthChecks__a__MaxAge", "5")]
    [InlineData(false, "HealthFunctions__DrainSeconds", "301")]
    [InlineData(false, "HealthFunctions__DrainSecond", "10")]
    public void The_app_and_the_schema_of_local_settings_agree(bool isGood, string key, string value)
    {
        (string, string)[] settings =
            [.. new[] { ("HealthChecks__a__Type", "Http"), ("HealthChecks__a__Url", "https://example.org") }.Where(setting => setting.Item1 != key), (key, value)];
        if (key.StartsWith("HealthChecks__a_b", StringComparison.Ordinal))
        {
            settings = [.. settings, ("HealthChecks__a_b.c-d__Type", "Tls"), ("HealthChecks__a_b.c-d__Host", "example.org")];
        }

        Assert.Equal(isGood, !Judges.ByApp(settings).Any());
        Assert.Equal(isGood, !Judges.BySchema(settings).Any());
    }
}
