using Docs.Tests.Writers;
using HealthFunctions.Testing;

namespace Docs.Tests;

/// <summary>
/// The docs, the JSON schemas and the help text of the types of check are what their options declare. Where
/// <c>HEALTHFUNCTIONS_WRITE_DOCS</c> is 1, the files are written instead of compared.
/// </summary>
public sealed class GeneratedFilesTests
{
    private const string WriteCommand = "HEALTHFUNCTIONS_WRITE_DOCS=1 dotnet test --project docs/tests --filter-class '*GeneratedFilesTests'";

    public static TheoryData<string> Paths => [.. GeneratedFiles.Paths];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_file_is_what_the_declarations_give(string path)
    {
        string made = GeneratedFiles.Make(path);
        if (Environment.GetEnvironmentVariable("HEALTHFUNCTIONS_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Repository.Path(path))!);
            File.WriteAllText(Repository.Path(path), made);
        }

        Assert.True(
            made == GeneratedFiles.Read(path),
            $"{path} is not what the options declare: run {WriteCommand}, and commit what has changed.");
    }
}
