using HealthFunctions.Checks.Tests.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests the options of checks of Service Bus and Event Hubs.</summary>
public sealed class MessagingOptionsTests
{
    private const string Connection = "Endpoint=sb://shop.example.org/;SharedAccessKeyName=health;SharedAccessKey=secret;EntityPath=orders";

    [Theory]
    [InlineData("Queue", "a b", "'a b'; allowed: the name of a queue or topic")]
    [InlineData("Queue", "others", "another one than EntityPath in ConnectionString; allowed: the same")]
    [InlineData("Topic", "orders", "given beside Topic or Subscription; allowed: Queue, or Topic and Subscription", "Queue")]
    [InlineData("OldestWarnAbove", "0s", "'0s'; allowed: a duration from 1s to 366d")]
    [InlineData("DeadLettersErrorAbove", "1001", "'1001'; allowed: a whole number from 0 to 1000")]
    [InlineData("ConnectionString", "Endpoint=sb://shop.example.org", "not a connection string")]
    [InlineData("Uri", "https://shop.example.org", "given beside Uri; allowed: one of them", "ConnectionString")]
    public void A_wrong_setting_of_Service_Bus_is_reported_with_what_is_allowed(string key, string value, string problem, string? reported = null)
    {
        Dictionary<string, string> settings = new() { ["ConnectionString"] = Connection, ["Queue"] = "orders", [key] = value };

        string error = Assert.Single(FamilyProbe.Errors(checks => checks.AddAzureCheckTypes(), "ServiceBus", settings.Select(pair => (pair.Key, pair.Value))));

        Assert.StartsWith($"{reported ?? key} is {problem}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_on_dead_letters_in_code_is_reported_too() => Assert.Equal(
        ["DeadLettersErrorAbove is '1001'; allowed: a whole number from 0 to 1000."],
        FamilyProbe.Errors((checks, name) => checks.AddServiceBus(
            name, options => (options.ConnectionString, options.Queue, options.DeadLettersErrorAbove) = (Connection, "orders", 1001))));

    [Theory]
    [InlineData("sb://shop.servicebus.windows.net", "not an https URI, and a token goes over no other")]
    [InlineData("https://shop.servicebus.windows.net/orders", "a URI with a path")]
    public void A_wrong_URI_is_reported_with_what_is_allowed(string given, string problem)
    {
        string[] expected = [$"Uri is {problem}; allowed: the https URI of a namespace, such as https://shop.servicebus.windows.net."];

        Assert.Equal(expected, FamilyProbe.Errors(checks => checks.AddAzureCheckTypes(), "ServiceBus", ("Uri", given), ("Queue", "orders")));
        Assert.Equal(expected, FamilyProbe.Errors(checks => checks.AddAzureCheckTypes(), "EventHubs", ("Uri", given), ("Hub", "clicks")));
    }

    [Theory]
    [InlineData("Hub", "a/b", "'a/b'; allowed: the name of an event hub")]
    [InlineData("Hub", "others", "another one than EntityPath in ConnectionString; allowed: the same")]
    public void A_wrong_setting_of_Event_Hubs_is_reported_with_what_is_allowed(string key, string value, string problem)
    {
        bool isOther = value == "others";
        string error = Assert.Single(FamilyProbe.Errors(
            checks => checks.AddAzureCheckTypes(), "EventHubs", ("ConnectionString", isOther ? Connection : Connection.Replace(";EntityPath=orders", "", StringComparison.Ordinal)), (key, value)));

        Assert.StartsWith($"{key} is {problem}", error, StringComparison.Ordinal);
    }
}
