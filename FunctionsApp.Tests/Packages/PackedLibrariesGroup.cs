namespace FunctionsApp.Tests.Packages;

/// <summary>Groups the tests that share one <see cref="PackedLibraries"/>.</summary>
[CollectionDefinition]
public sealed class PackedLibrariesGroup : ICollectionFixture<PackedLibraries>;
