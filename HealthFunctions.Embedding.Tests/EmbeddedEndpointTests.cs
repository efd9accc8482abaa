using HealthFunctions.Testing;

namespace HealthFunctions.Embedding.Tests;

/// <summary>Tests the health endpoint beside what an app has already.</summary>
public sealed class EmbeddedEndpointTests
{
    private const string System = """{"message":"API running","code":"OK","ok":true}""";

    [Fact]
    public async Task A_fallback_policy_holds_for_the_endpoint_until_it_allows_anonymous_callers()
    {
        await using AppUnderTest closed = AppUnderTest.Start(embed: true);
        await using AppUnderTest open = AppUnderTest.Start(embed: true, [("Anonymous", "true")]);

        Assert.Equal((401, string.Empty), await closed.GetAsync("/_system/check"));
        Assert.Equal((200, System), await closed.GetAsync("/_system/check", ("X-Key", "mine")));
        Assert.Equal((200, System), await open.GetAsync("/_system/check"));
        Assert.Equal((401, string.Empty), await open.GetAsync("/orders"));
    }

    [Fact]
    public async Task Names_and_tags_that_the_app_has_are_asked_for_as_they_are()
    {
        await using AppUnderTest app = AppUnderTest.Start(embed: true, [("Anonymous", "true")]);

        Assert.Equal((500, Expect.Error), await app.GetAsync("/_system/check/disk%20space%20%2Fdata"));
        Assert.Equal((500, Expect.Error), await app.GetAsync("/_system/check/storage%2Flocal"));
        // A check and a tag of another check.
        Assert.Equal((200, Expect.Ok), await app.GetAsync("/_system/check/self"));
        Assert.Equal((500, Expect.Warning), await app.GetAsync("/_system/check/db"));
    }

    [Fact]
    public async Task An_unknown_name_is_404_although_the_app_has_a_fallback()
    {
        await using AppUnderTest app = AppUnderTest.Start(embed: true, [("Anonymous", "true")]);

        Assert.Equal((404, Expect.NotFound), await app.GetAsync("/_system/check/nope"));
        Assert.Equal(404, (await app.GetAsync("/_system/check/db/more")).Status);
        Assert.Equal((200, "the single-page app"), await app.GetAsync("/_system"));
    }
}
