using System.Reflection;
using System.Text.Json.Nodes;
using HealthFunctions.Endpoint;

namespace HealthFunctions.Server.Tests.CustomHandler;

/// <summary>The files that the Functions host reads beside a custom handler, held to the route table.</summary>
public sealed class PublishedFolderTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "CustomHandler");

    [Fact]
    public void Each_route_has_its_function()
    {
        IEnumerable<string> routes = typeof(HealthRoutes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(routes.Order(), Functions().Select(function => function["bindings"]![0]!["route"]!.GetValue<string>()).Order());
    }

    [Fact]
    public void Each_function_is_open_to_GET_and_HEAD_and_is_forwarded()
    {
        Assert.All(Functions(), function =>
        {
            JsonNode trigger = function["bindings"]![0]!;
            Assert.Equal("httpTrigger", trigger["type"]!.GetValue<string>());
            Assert.Equal("anonymous", trigger["authLevel"]!.GetValue<string>());
            Assert.Equal(["get", "head"], trigger["methods"]!.AsArray().Select(method => method!.GetValue<string>()));

            // Without an http output the host speaks a protocol of its own instead of forwarding.
            Assert.Equal("http", function["bindings"]![1]!["type"]!.GetValue<string>());
            Assert.Equal("out", function["bindings"]![1]!["direction"]!.GetValue<string>());
        });
    }

    [Fact]
    public void Its_host_file_says_the_same_as_the_workers_and_names_the_handler()
    {
        JsonObject worker = Read(Path.Combine(AppContext.BaseDirectory, "host.json"));
        JsonObject handler = Read(Path.Combine(Folder, "host.json"));
        JsonNode custom = handler["customHandler"]!;
        handler.Remove("customHandler");

        Assert.True(JsonNode.DeepEquals(worker, handler));
        Assert.True(custom["enableForwardingHttpRequest"]!.GetValue<bool>());
        Assert.Equal("healthfunctions", custom["description"]!["defaultExecutablePath"]!.GetValue<string>());
    }

    private static IEnumerable<JsonObject> Functions() =>
        Directory.EnumerateFiles(Folder, "function.json", SearchOption.AllDirectories).Select(Read);

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();
}
