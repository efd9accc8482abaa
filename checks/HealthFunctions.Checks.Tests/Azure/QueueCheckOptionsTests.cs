using HealthFunctions.Checks.Tests.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests the options that are particular to checks of queues.</summary>
public sealed class QueueCheckOptionsTests
{
    private const string Account = "https://shop.queue.core.windows.net";
    private const string AllowedQueue = "the name of a queue, 3 to 63 letters in lower case, digits and single hyphens, such as orders";
    private const string Name56 = "a-name-of-fifty-six-characters-which-is-the-longest-one0";

    [Theory]
    [InlineData("Uri", "shop", $"'shop'; allowed: the https URI of an account's queues, such as {Account}")]
    [InlineData("ConnectionString", "UseDevelopmentStorage=true", "given beside Uri; allowed: one of them")]
    [InlineData("Queue", "", $"missing; allowed: {AllowedQueue}")]
    [InlineData("Queue", "Orders", $"'Orders'; allowed: {AllowedQueue}")]
    [InlineData("Queue", $"{Name56}-no1", $"'{Name56}-no1', whose poison queue would have too long a name; allowed beside DeadLettersErrorAbove: up to 56 characters")]
    [InlineData("WarnAbove", "-1", "'-1'; allowed: a whole number from 0 to 1000000000")]
    [InlineData("ErrorAbove", "1.5", "'1.5'; allowed: a whole number from 0 to 1000000000")]
    [InlineData("DeadLettersErrorAbove", "none", "'none'; allowed: a whole number from 0 to 1000000000")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"{key} is {problem}."],
        FamilyProbe.Errors(
            checks => checks.AddAzureCheckTypes(), "Queue", ("Uri", Account), ("Queue", Name56), ("DeadLettersErrorAbove", "0"), (key, value)));

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [
            $"Queue is missing; allowed: {AllowedQueue}.",
            "OldestWarnAbove is '02:00:00'; allowed: less than OldestErrorAbove, 01:00:00.",
        ],
        FamilyProbe.Errors((checks, name) => checks.AddQueue(name, options =>
        {
            options.ConnectionString = "UseDevelopmentStorage=true";
            options.DeadLettersErrorAbove = 0;
            options.OldestWarnAbove = TimeSpan.FromHours(2);
            options.OldestErrorAbove = TimeSpan.FromHours(1);
        })));
}
