using System.Reflection;
using HealthFunctions.AzureFunctions;
using HealthFunctions.Endpoint;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Tests;

/// <summary>Holds the triggers to the contract's table of routes.</summary>
public sealed class TriggerRoutesTests
{
    private static readonly IReadOnlyList<HttpTriggerAttribute> Triggers =
    [
        .. typeof(HealthCheckFunctions).GetMethods()
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(method => method.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>()!),
    ];

    [Fact]
    public void Each_route_has_its_trigger()
    {
        IEnumerable<string> routes = typeof(HealthRoutes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(routes.Order(), Triggers.Select(trigger => trigger.Route).Order());
    }

    [Theory]
    [InlineData("_system/check", AuthorizationLevel.Anonymous)]
    [InlineData("_system/check/{name}", AuthorizationLevel.Anonymous)]
    public void A_route_is_open_to_whom_the_contract_says_by_GET_and_HEAD(string route, AuthorizationLevel level)
    {
        HttpTriggerAttribute trigger = Assert.Single(Triggers, trigger => trigger.Route == route);

        Assert.Equal(level, trigger.AuthLevel);
        Assert.Equal(["get", "head"], trigger.Methods!);
    }

    [Fact]
    public void Functions_are_named_as_the_custom_handlers_are() => Assert.Equal(
        Directory.EnumerateDirectories(Path.Combine(AppContext.BaseDirectory, "CustomHandler")).Select(Path.GetFileName).Order(),
        typeof(HealthCheckFunctions).GetMethods().Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().Order());
}
