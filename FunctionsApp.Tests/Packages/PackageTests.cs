using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HealthFunctions.AzureFunctions;
using HealthFunctions.Endpoint;
using HealthFunctions.Testing;
using Microsoft.AspNetCore.Builder;

namespace FunctionsApp.Tests.Packages;

[Collection(typeof(PackedLibrariesGroup))]
public sealed partial class PackageTests(PackedLibraries packages)
{
    public static TheoryData<string> Libraries => [.. PackedLibraries.Names];

    [Fact]
    public void Packing_gives_no_warning() => Assert.DoesNotContain("warning", packages.Output, StringComparison.OrdinalIgnoreCase);

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_package_holds_the_library_its_docs_a_readme_and_an_icon_and_nothing_else(string name)
    {
        using ZipArchive package = Open(name, "nupkg");

        Assert.Equal(
            [$"{name}.nuspec", "README.md", "icon.png", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"],
            package.Entries.Select(entry => entry.FullName)
                .Where(path => path is not "[Content_Types].xml" && !path.StartsWith("_rels/", StringComparison.Ordinal) && !path.StartsWith("package/", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Its_symbols_are_a_package_of_their_own(string name)
    {
        using ZipArchive package = Open(name, "snupkg");

        Assert.Contains(package.Entries, entry => entry.FullName == $"lib/net10.0/{name}.pdb");
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task It_says_what_it_is_where_it_comes_from_and_under_which_license(string name)
    {
        XElement metadata = await MetadataAsync(name);

        Assert.Equal(name, Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.All(["description", "projectUrl", "releaseNotes", "tags"], element => Assert.NotEmpty(Value(element)));
        Assert.StartsWith("https://", Get("repository").Attribute("url")!.Value, StringComparison.Ordinal);

        XElement Get(string element) => metadata.Elements().Single(child => child.Name.LocalName == element);
        string Value(string element) => Get(element).Value;
    }

    [Theory]
    [InlineData("HealthFunctions", "Microsoft.Extensions.Diagnostics", "Microsoft.Extensions.Diagnostics.HealthChecks")]
    [InlineData("HealthFunctions.AspNetCore", "HealthFunctions")]
    [InlineData(
        "HealthFunctions.AzureFunctions",
        "HealthFunctions",
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.Azure.Functions.Worker.Extensions.Http",
        "Microsoft.Extensions.Logging.Console")]
    public async Task It_depends_on_no_more_than_it_needs_and_on_the_oldest_framework_packages_that_do(string name, params string[] dependencies)
    {
        XElement[] actual = [.. (await MetadataAsync(name)).Descendants().Where(element => element.Name.LocalName == "dependency")];

        Assert.Equal(dependencies, actual.Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.All(
            actual.Where(dependency => dependency.Attribute("id")!.Value.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)),
            dependency => Assert.EndsWith(".0.0", dependency.Attribute("version")!.Value, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Its_docs_tell_of_each_public_type_and_of_no_other(string name)
    {
        using ZipArchive package = Open(name, "nupkg");
        XDocument docs = await ReadAsync(package, $"lib/net10.0/{name}.xml");

        Assert.Equal(
            PublicTypes(name).Select(type => $"T:{type.FullName}").Order(StringComparer.Ordinal),
            docs.Descendants("member").Select(member => member.Attribute("name")!.Value)
                .Where(member => member.StartsWith("T:", StringComparison.Ordinal) && !IsExtensionBlock(member)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task Its_docs_tell_of_each_public_method_and_of_no_other(string name)
    {
        using ZipArchive package = Open(name, "nupkg");
        XDocument docs = await ReadAsync(package, $"lib/net10.0/{name}.xml");

        Assert.Equal(
            PublicTypes(name)
                .Where(type => !typeof(Delegate).IsAssignableFrom(type))
                .SelectMany(type => type.GetMethods(
                    BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(method => (method.IsPublic || method.IsFamily) && !method.IsDefined(typeof(CompilerGeneratedAttribute)))
                .Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
                .Select(method => $"M:{WithoutArity(method.DeclaringType!.FullName!)}.{method.Name}").Order(StringComparer.Ordinal),
            docs.Descendants("member").Select(member => WithoutArity(member.Attribute("name")!.Value.Split('(')[0]))
                .Where(member => member.StartsWith("M:", StringComparison.Ordinal) && !member.EndsWith("#ctor", StringComparison.Ordinal) && !IsExtensionBlock(member))
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("HealthFunctions", "WorkerService")]
    [InlineData("HealthFunctions.AspNetCore", "AspNetCore")]
    [InlineData("HealthFunctions.AzureFunctions", "FunctionApp")]
    public async Task The_code_in_its_readme_is_the_samples(string name, string sample)
    {
        string readme = await File.ReadAllTextAsync(Repository.Path(name, "README.md"), TestContext.Current.CancellationToken);
        string[] sources = [.. Directory.EnumerateFiles(Repository.Path("samples", sample), "*.cs").Select(File.ReadAllText)];
        string[] blocks = [.. readme.Split("```csharp\n").Skip(1).Select(block => block.Split("```")[0])];

        Assert.NotEmpty(blocks);
        Assert.All(blocks.SelectMany(block => block.Split('\n')), line => Assert.Contains(sources, source => source.Contains(line, StringComparison.Ordinal)));
    }

    private static string WithoutArity(string name) => Arity.Replace(name, string.Empty);

    /// <summary>Gets the public types, without those that the compiler makes of blocks of extension members.</summary>
    private static IEnumerable<Type> PublicTypes(string name) => AssemblyOf(name).GetExportedTypes().Where(type => !IsExtensionBlock(type.FullName!));

    private static bool IsExtensionBlock(string name) => name.Contains("<G>$", StringComparison.Ordinal);

    private static Assembly AssemblyOf(string name) => name switch
    {
        "HealthFunctions" => typeof(HealthEndpoint).Assembly,
        "HealthFunctions.AspNetCore" => typeof(HealthFunctionsEndpointRouteBuilderExtensions).Assembly,
        _ => typeof(HealthCheckFunctions).Assembly,
    };

    private static async Task<XDocument> ReadAsync(ZipArchive package, string path)
    {
        await using Stream stream = await package.GetEntry(path)!.OpenAsync(TestContext.Current.CancellationToken);
        return await XDocument.LoadAsync(stream, LoadOptions.None, TestContext.Current.CancellationToken);
    }

    private async Task<XElement> MetadataAsync(string name)
    {
        using ZipArchive package = Open(name, "nupkg");
        return (await ReadAsync(package, $"{name}.nuspec")).Root!.Elements().First();
    }

    private ZipArchive Open(string name, string extension) =>
        ZipFile.OpenRead(Path.Combine(packages.Feed, $"{name}.{packages.Version}.{extension}"));

    [GeneratedRegex("`+[0-9]+")]
    private static partial Regex Arity { get; }
}
