using System.Reflection;

namespace FunctionsApp.Tests;

/// <summary>The app as it is deployed.</summary>
internal static class PublishedApp
{
    /// <summary>Where the build of these tests has published it.</summary>
    public static string Folder { get; } = typeof(PublishedApp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "FunctionsAppFolder").Value!;
}
