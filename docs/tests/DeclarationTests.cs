using System.Reflection;
using Docs.Tests.Declarations;
using Docs.Tests.Shapes;
using Docs.Tests.Writers;
using HealthFunctions.Settings;
using HealthFunctions.Testing;

namespace Docs.Tests;

/// <summary>What the options declare is what the app reads, and what their docstrings say.</summary>
public sealed class DeclarationTests
{
    public static TheoryData<string> Types => [.. DeclaredTypes.All.Select(type => type.Name)];

    /// <summary>Gets each property that is a setting, as <c>Http.Url</c>.</summary>
    public static TheoryData<string, string> Keys
    {
        get
        {
            TheoryData<string, string> keys = [];
            foreach ((string owner, IReadOnlyList<DeclaredKey> declared) in Owners)
            {
                foreach (DeclaredKey key in declared)
                {
                    keys.Add(owner, key.Name);
                }
            }

            return keys;
        }
    }

    private static IReadOnlyList<(string Owner, IReadOnlyList<DeclaredKey> Keys)> Owners { get; } =
    [
        ("HealthChecks", SettingsPage.CheckKeys),
        ("HealthFunctions", SettingsPage.AppKeys),
        .. DeclaredTypes.All.Select(type => (type.Name, type.Keys)),
    ];

    [Fact]
    public void Each_type_declares_what_the_docs_need() => Assert.Empty(DeclaredTypes.Problems);

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_reads_the_keys_that_its_options_declare(string name)
    {
        DeclaredType type = DeclaredTypes.Get(name);
        SettingsSection section = Section([]);

        type.Type.Configure(section);

        Assert.Equal(type.Keys.Select(key => key.Name).Order(StringComparer.Ordinal), section.KnownKeys.Order(StringComparer.Ordinal));
    }

    /// <summary>Of sections in a list, that is: the app finds none of the keys unknown, whatever it says of their values.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_reads_the_keys_of_its_sections(string name)
    {
        DeclaredType type = DeclaredTypes.Get(name);
        IEnumerable<(string, string)> settings =
            from key in type.Keys
            let shape = (key.Shape as ListShape)?.Item ?? key.Shape
            where shape is SectionShape
            from below in ((SectionShape)shape).Keys
            select ($"{FullKey(type, key)}{(key.Shape is ListShape ? "__0" : string.Empty)}__{below.Name}", "x");

        Assert.DoesNotContain(Judges.ByApp([.. type.Example.FullSettings, .. settings]), error => error.Contains(" is unknown; ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_keys_that_every_check_can_have_are_those_that_its_options_declare() => Assert.Equal(
        HealthCheckRegistrationOptionsReader.Keys.Order(StringComparer.Ordinal),
        SettingsPage.CheckKeys.Select(key => key.Name).Append("Type").Order(StringComparer.Ordinal));

    [Fact]
    public void The_app_reads_the_keys_that_its_options_declare()
    {
        SettingsSection section = Section([]);

        HealthFunctionsOptionsReader.Read(section, new HealthFunctionsOptions());

        Assert.Equal(SettingsPage.AppKeys.Select(key => key.Name).Order(StringComparer.Ordinal), section.KnownKeys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_docstring_says_what_is_required_the_default_and_the_limits(string owner, string name)
    {
        DeclaredKey key = Owners.First(known => known.Owner == owner).Keys.First(known => known.Name == name);

        Assert.True(key.Docs is not null, $"The value of {key.Property.DeclaringType}.{name} does not begin with 'Required: ' or 'The default is '.");
        Assert.Equal(key.IsRequired, key.Docs.IsRequired);
        if (!key.IsRequired)
        {
            Assert.Equal(key.DefaultInWords, key.Docs.Default);
            Assert.False(key.DefaultInWords is "null" or "empty" && key.Docs.Why.Length == 0, "It does not say what that default means, as in 'The default is null: off'.");
        }

        if (key.Shape.LimitsInWords is { } limits)
        {
            Assert.Contains(limits, key.ValueText, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Settings_without_a_required_key_stop_the_start(string name)
    {
        DeclaredType type = DeclaredTypes.Get(name);
        foreach (DeclaredKey key in type.Keys.Where(key => key.IsRequired))
        {
            (string Key, string Value)[] settings = [.. type.Example.FullSettings.Where(setting => !IsOf(type, key, setting.Key))];

            Assert.Contains(Judges.ByApp(settings), error => error.StartsWith($"{FullKey(type, key)} ", StringComparison.Ordinal));
            Assert.NotEmpty(Judges.BySchema(Nested(settings)));
        }
    }

    /// <summary>At both ends of each range, and beyond them, the app, the schemas and the validator of code say the same.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void Values_are_allowed_where_the_declaration_says_so(string name)
    {
        DeclaredType type = DeclaredTypes.Get(name);
        foreach (DeclaredKey key in type.Keys)
        {
            foreach (string value in key.Shape.Good)
            {
                Assert.True(IsAllowed(type, key, value), $"{name}: {key.Name}={value} is refused.");
            }

            foreach (string value in key.Shape.Bad)
            {
                Assert.False(IsAllowed(type, key, value), $"{name}: {key.Name}={value} is allowed.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Options_in_code_have_the_same_limits(string name)
    {
        DeclaredType type = DeclaredTypes.Get(name);
        foreach (DeclaredKey key in type.Keys)
        {
            (object[] good, object[] bad) = Ends(key);
            Assert.All(good, value => Assert.DoesNotContain(ErrorsInCode(type, key, value), IsOfKey));
            Assert.All(bad, value => Assert.Contains(ErrorsInCode(type, key, value), IsOfKey));

            bool IsOfKey(string error) => error.StartsWith($"Health check 'probe': {key.Name} is ", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Keys_of_every_check_and_of_the_app_are_allowed_where_the_declaration_says_so()
    {
        foreach ((string prefix, DeclaredKey key) in SettingsPage.CheckKeys.Where(key => key.Name is not "Tags").Select(key => ("HealthChecks__probe__", key))
            .Concat(SettingsPage.AppKeys.Select(key => ("HealthFunctions__", key))))
        {
            // What of a check is beyond its timeout is refused too.
            string[] skipped = key.Name == "WarnAfter" ? ["5m", "300000ms"] : [];
            foreach ((string value, bool isGood) in key.Shape.Good.Except(skipped).Select(value => (value, true)).Concat(key.Shape.Bad.Select(value => (value, false))))
            {
                (string Key, string Value)[] settings =
                [
                    ("HealthChecks__probe__Type", "Http"),
                    ("HealthChecks__probe__Url", "https://example.org"),
                    (prefix + key.Name, value),
                    // So that it limits no timeout.
                    .. key.Name == "Deadline" ? Array.Empty<(string, string)>() : [("HealthFunctions__Deadline", "5m")],
                ];
                Assert.True(isGood == !Judges.ByApp(settings).Any(), $"{prefix}{key.Name}={value}: the app");
                Assert.True(isGood == !Judges.BySchema(Nested(settings)).Any(), $"{prefix}{key.Name}={value}: appsettings.json");
                Assert.True(isGood == !Judges.BySchema(settings).Any(), $"{prefix}{key.Name}={value}: local.settings.json");
            }
        }
    }

    private static bool IsAllowed(DeclaredType type, DeclaredKey key, string value)
    {
        // The fewest keys: others may not go with the value.
        (string Key, string Value)[] settings =
        [
            .. type.Example.FullSettings.Where(setting => setting.Key.EndsWith("__Type", StringComparison.Ordinal)
                || type.Keys.Any(known => known.IsRequired && known.Name != key.Name && IsOf(type, known, setting.Key))),
            (FullKey(type, key), value),
        ];
        bool byApp = !Judges.ByApp(settings).Any(error => error.StartsWith($"{FullKey(type, key)} ", StringComparison.Ordinal));
        Assert.True(byApp == !Judges.BySchema(Nested(settings)).Any(), $"{type.Name}: {key.Name}={value}: the app says {byApp}, the schema of appsettings.json does not.");
        // In local.settings.json a key may be what it is for any type that has it.
        if (byApp || DeclaredTypes.All.Count(other => other.Keys.Any(known => known.Name == key.Name)) == 1)
        {
            Assert.True(byApp == !Judges.BySchema(settings).Any(), $"{type.Name}: {key.Name}={value}: the app says {byApp}, the schema of local.settings.json does not.");
        }

        return byApp;
    }

    private static (object[] Good, object[] Bad) Ends(DeclaredKey key) => key.Shape switch
    {
        DurationShape duration => ([duration.Minimum, duration.Maximum], [duration.Minimum - TimeSpan.FromTicks(1), duration.Maximum + TimeSpan.FromTicks(1)]),
        IntegerShape integer => (
            [Number(key, integer.Minimum), Number(key, integer.Maximum)],
            [Number(key, integer.Minimum - 1), Number(key, integer.Maximum + 1)]),
        _ => ([], []),
    };

    private static object Number(DeclaredKey key, long number) =>
        Convert.ChangeType(number, Nullable.GetUnderlyingType(key.Property.PropertyType) ?? key.Property.PropertyType, null);

    private static List<string> ErrorsInCode(DeclaredType type, DeclaredKey key, object value)
    {
        object options = type.NewOptions();
        key.Property.SetValue(options, value);
        List<string> errors = [];
        type.Type.GetType().GetMethod("CollectErrors", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(type.Type, ["probe", options, errors]);
        return errors;
    }

    private static string FullKey(DeclaredType type, DeclaredKey key) => $"HealthChecks__{type.Example.Check}__{key.Name}";

    private static bool IsOf(DeclaredType type, DeclaredKey key, string fullKey) =>
        fullKey == FullKey(type, key) || fullKey.StartsWith($"{FullKey(type, key)}__", StringComparison.Ordinal);

    private static string Nested(IEnumerable<(string Key, string Value)> settings) => JsonText.Nested(settings).ToJsonString();

    private static SettingsSection Section(IEnumerable<(string Key, string? Value)> settings) =>
        new(Configured.With(settings).GetSection("HealthChecks:probe"), new SettingsErrors());
}
