using System.Text.Json.Nodes;
using HealthFunctions.Testing.FunctionsHost.Protocol;

namespace HealthFunctions.Testing.FunctionsHost;

/// <summary>A loaded function with an HTTP trigger.</summary>
/// <param name="Id">Its id in the protocol.</param>
/// <param name="Parameter">The parameter that takes the request.</param>
/// <param name="Route">Its route, without the app's prefix.</param>
/// <param name="Methods">The methods that it takes; none given is all.</param>
internal sealed record HttpFunction(string Id, string Parameter, string Route, IReadOnlyList<string> Methods)
{
    private static readonly string[] AllMethods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"];

    /// <returns>The function, or null where its trigger is another.</returns>
    public static HttpFunction? From(RpcFunctionMetadata function)
    {
        JsonNode? trigger = function.RawBindings.Select(binding => JsonNode.Parse(binding))
            .FirstOrDefault(binding => "httpTrigger".Equals((string?)binding!["type"], StringComparison.OrdinalIgnoreCase));
        return trigger is null ? null : new HttpFunction(
            function.FunctionId,
            (string)trigger["name"]!,
            (string?)trigger["route"] ?? function.Name,
            trigger["methods"] is JsonArray { Count: > 0 } methods ? [.. methods.Select(method => ((string)method!).ToUpperInvariant())] : AllMethods);
    }
}
