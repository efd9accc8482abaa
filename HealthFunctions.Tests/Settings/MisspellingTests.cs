using HealthFunctions.Settings;

namespace HealthFunctions.Tests.Settings;

public sealed class MisspellingTests
{
    [Theory]
    [InlineData("Ulr", "Url")]
    [InlineData("url", "Url")]
    [InlineData("WarnBelo", "WarnBelow")]
    [InlineData("ErrorBelwo", "ErrorBelow")]
    [InlineData("Timeuot", "Timeout")]
    [InlineData("Tmieoutt", "Timeout")]
    [InlineData("MaxAges", "MaxAge")]
    [InlineData("MinAgee", "MinAge")]
    public void The_nearest_name_is_suggested(string given, string meant) =>
        Assert.Equal($" (did you mean {meant}?)", Misspelling.Suggest(given, ["Url", "Timeout", "WarnBelow", "ErrorBelow", "MinAge", "MaxAge"]));

    [Theory]
    [InlineData("Path")]
    [InlineData("ConnectionString")]
    [InlineData("U")]
    [InlineData("")]
    public void Nothing_is_suggested_where_no_name_is_near(string given) =>
        Assert.Equal(string.Empty, Misspelling.Suggest(given, ["Timeout", "WarnBelow"]));
}
