using Docs.Tests.Declarations;
using Docs.Tests.Shapes;
using Docs.Tests.Writers;
using HealthFunctions.Checks;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Docs.Tests;

/// <summary>The examples of the types are right, in each of their forms.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Types => [.. DeclaredTypes.All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void The_app_and_the_schemas_take_an_example(string name)
    {
        DeclaredType type = DeclaredTypes.Get(name);
        string appSettings = JsonText.Example(type).ToJsonString();

        Assert.Empty(Judges.ByApp(type.Example.FullSettings));
        Assert.Empty(Judges.ByApp(appSettings));
        Assert.Empty(Judges.BySchema(appSettings));
        Assert.Empty(Judges.BySchema(type.Example.FullSettings));
    }

    [Fact]
    public void An_example_in_code_gives_the_options_that_its_settings_give()
    {
        ServiceCollection services = new();
        CodeExamples.AddAll(services.AddHealthFunctions());
        using ServiceProvider provider = services.BuildServiceProvider();
        Dictionary<Type, object> inCode = provider.GetServices<CodeOptions>().Select(options => options.Options).ToDictionary(options => options.GetType());

        foreach (DeclaredType type in DeclaredTypes.All)
        {
            Assert.Equal(Properties(type, FromSettings(type)), Properties(type, inCode[type.OptionsType]));
        }
    }

    private static object FromSettings(DeclaredType type)
    {
        SettingsSection section = new(
            Configured.With(type.Example.FullSettings.Select(setting => (setting.Key, (string?)setting.Value))).GetSection($"HealthChecks:{type.Example.Check}"),
            new SettingsErrors());
        return type.Type.GetType().GetMethod("ReadOptions", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.Invoke(type.Type, [section])!;
    }

    private static IEnumerable<string> Properties(DeclaredType type, object options) =>
        type.Keys.Select(key => $"{key.Name}={SettingText.Of(key.Property.GetValue(options))}");
}
