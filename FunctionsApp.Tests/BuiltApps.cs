using System.Reflection;

namespace FunctionsApp.Tests;

/// <summary>The folders of the function apps that the build of these tests makes.</summary>
internal static class BuiltApps
{
    /// <summary>The app as it is deployed.</summary>
    public static string Published { get; } = Folder("FunctionsAppFolder");

    /// <summary>An app that does not register the health endpoint.</summary>
    public static string Forgotten { get; } = Folder("ForgottenFolder");

    private static string Folder(string key) => typeof(BuiltApps).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == key).Value!;
}
