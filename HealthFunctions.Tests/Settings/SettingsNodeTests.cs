using HealthFunctions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace HealthFunctions.Tests.Settings;

/// <summary>Tests that the tree of settings has the keys and values of the configuration that it is made of.</summary>
public sealed class SettingsNodeTests
{
    public static TheoryData<string, IConfiguration> Configurations
    {
        get
        {
            IConfigurationRoot flat = Builder().Build();
            return new TheoryData<string, IConfiguration>
            {
                { "providers", flat },
                { "a chained configuration", new ConfigurationBuilder().AddConfiguration(flat).Build() },
                { "a chained section", new ConfigurationBuilder().AddConfiguration(new ConfigurationBuilder().AddInMemoryCollection(
                    flat.AsEnumerable().Select(pair => KeyValuePair.Create($"top:{pair.Key}", pair.Value))).Build().GetSection("top")).Build() },
                { "a provider of its own kind", new ConfigurationBuilder().Add(new ForeignSource(flat)).Build() },
                { "a configuration manager", Manager(flat) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Configurations), DisableDiscoveryEnumeration = true)]
    public void The_tree_has_the_keys_and_values_of(string what, IConfiguration configuration)
    {
        SettingsNode all = SettingsNode.Read(configuration);

        Assert.Equal(["a", "B", "empty"], all.GetChild("SECTION").Children.Select(child => child.Key), StringComparer.OrdinalIgnoreCase);
        Assert.True(all.GetChild("section").GetChild("a").Value == "second", what);
        Assert.Equal(["one", "two", "ten"], all.GetChild("section").GetChild("b").Children.Select(child => child.Value));
        Assert.Equal("section:B:10", all.GetChild("section:b").Children.Last().Path, ignoreCase: true);
        Assert.Null(all.GetChild("section").GetChild("none").Value);
        Assert.False(all.GetChild("section").GetChild("none").HasChildren);
    }

    [Fact]
    public void A_section_is_read_with_its_full_path()
    {
        SettingsNode section = SettingsNode.Read(Builder().Build().GetSection("Section"));

        Assert.Equal(("Section", "Section"), (section.Key, section.Path));
        Assert.Equal("second", section.GetChild("a").Value);
        Assert.Equal("Section:a", section.GetChild("a").Path, ignoreCase: true);
        Assert.Equal("ten", section.GetChild("B").GetChild("10").Value);
    }

    private static IConfigurationBuilder Builder() => new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create("Section:a", (string?)"first"), KeyValuePair.Create("Section:B:10", (string?)"ten"), KeyValuePair.Create("Section:B:2", (string?)"two")])
        .AddInMemoryCollection([KeyValuePair.Create("section:A", (string?)"second"), KeyValuePair.Create("section:b:0", (string?)"one"), KeyValuePair.Create("section:empty", (string?)null)]);

    private static ConfigurationManager Manager(IConfiguration configuration)
    {
        ConfigurationManager manager = new();
        manager.AddInMemoryCollection(configuration.AsEnumerable());
        return manager;
    }

    /// <summary>Provides a configuration without the common base of providers.</summary>
    private sealed class ForeignSource(IConfiguration configuration) : IConfigurationSource, IConfigurationProvider
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public bool TryGet(string key, out string? value) => (value = configuration[key]) is not null;

        public void Set(string key, string? value) => throw new NotSupportedException();

        public IChangeToken GetReloadToken() => configuration.GetReloadToken();

        public void Load()
        {
        }

        public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
            [.. (parentPath is null ? configuration : configuration.GetSection(parentPath)).GetChildren().Select(child => child.Key), .. earlierKeys];
    }
}
