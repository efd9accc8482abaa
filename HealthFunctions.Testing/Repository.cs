namespace HealthFunctions.Testing;

/// <summary>Finds files of the sources.</summary>
internal static class Repository
{
    /// <summary>Gets the root folder.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Returns the path of a file or folder below the root.</summary>
    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find(string folder) => File.Exists(System.IO.Path.Combine(folder, "HealthFunctions.sln"))
        ? folder
        : Find(System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the repository."));
}
