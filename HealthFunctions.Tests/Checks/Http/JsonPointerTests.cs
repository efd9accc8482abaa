using System.Text.Json;
using HealthFunctions.Checks.Http;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Tests JSON pointers by the examples of RFC 6901.</summary>
public sealed class JsonPointerTests
{
    private const string Document = """{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8,"~1":9}""";

    [Theory]
    [InlineData("/foo", "[\"bar\",\"baz\"]")]
    [InlineData("/foo/0", "\"bar\"")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/c%d", "2")]
    [InlineData("/e^f", "3")]
    [InlineData("/g|h", "4")]
    [InlineData("/i\\j", "5")]
    [InlineData("/k\"l", "6")]
    [InlineData("/ ", "7")]
    [InlineData("/m~0n", "8")]
    [InlineData("/~01", "9")]
    [InlineData("/foo/2", null)]
    [InlineData("/foo/00", null)]
    [InlineData("/foo/-1", null)]
    [InlineData("/foo/99999999999", null)]
    [InlineData("/foo/0/x", null)]
    [InlineData("/Foo", null)]
    public void A_pointer_finds_its_value(string text, string? value)
    {
        using JsonDocument document = JsonDocument.Parse(Document);

        Assert.Equal(value, JsonPointer.Parse(text).Find(document.RootElement)?.GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("foo")]
    [InlineData("#/foo")]
    [InlineData("$.foo")]
    [InlineData("/a~")]
    [InlineData("/a~2")]
    [InlineData("/~~0")]
    public void What_is_no_pointer_is_refused(string text)
    {
        Assert.False(JsonPointer.TryParse(text, out _));
        Assert.Throws<FormatException>(() => JsonPointer.Parse(text));
    }
}
