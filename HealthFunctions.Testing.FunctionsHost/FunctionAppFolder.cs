using System.Text.Json.Nodes;

namespace HealthFunctions.Testing.FunctionsHost;

/// <summary>A published function app, as the Functions host reads it.</summary>
/// <param name="path">The folder.</param>
internal sealed class FunctionAppFolder(string path)
{
    private readonly JsonNode _worker = Read(path, "worker.config.json")["description"]!;

    public string Path => path;

    /// <summary>The program that runs the worker: <c>dotnet</c>, or the app's own executable in a self-contained app.</summary>
    public string Executable => _worker["defaultExecutablePath"]!.GetValue<string>()
        .Replace("{WorkerRoot}", path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>What that program is given to run.</summary>
    public string WorkerFile => System.IO.Path.Combine(path, _worker["defaultWorkerPath"]!.GetValue<string>());

    /// <summary>What every route of the app begins with: <c>api</c>, unless host.json says otherwise.</summary>
    public string RoutePrefix => Read(path, "host.json")["extensions"]?["http"]?["routePrefix"]?.GetValue<string>() ?? "api";

    /// <summary>The functions of functions.metadata, by name.</summary>
    public IReadOnlyDictionary<string, JsonNode> Functions => Read(path, "functions.metadata").AsArray()
        .ToDictionary(function => function!["name"]!.GetValue<string>(), function => function!);

    private static JsonNode Read(string folder, string file) => JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(folder, file)))!;
}
