using System.Text;
using Docs.Tests.Declarations;
using Docs.Tests.Shapes;
using HealthFunctions.Settings;

namespace Docs.Tests.Writers;

/// <summary>Makes the part of the deployment template that has the types of check of all families.</summary>
internal static class BicepFamilies
{
    public const string Path = "infra/checks/families.bicep";

    private const int LongestLine = 120;

    private static readonly string[] CommonMembers = ["tags", "timeout", "warnAfter", "maxAge", "failuresBeforeError", "successesBeforeOk", "monitor"];

    /// <summary>Gets the types that are not of the core.</summary>
    public static IEnumerable<DeclaredType> Types => DeclaredTypes.All.Where(type => type.Assembly != nameof(HealthFunctions));

    public static string Make()
    {
        StringBuilder types = new();
        foreach (DeclaredType type in Types)
        {
            AppendType(types, type);
            AppendFunction(types, type);
        }

        return $$"""
            metadata description = 'The types of check of the families. Made of what their options declare, by the tests of the docs: not to be edited.'

            {{Imports(types.ToString())}}

            @export()
            @description('A check of a family.')
            @discriminator('type')
            {{Union()}}

            @export()
            @description('The settings of each type of a family that can be secrets.')
            var familySecretKeys = {
            {{string.Concat(Types.Where(type => Secrets(type).Any()).Select(type => $"  {type.Name}: [{string.Join(", ", Secrets(type).Select(key => $"'{key.Name}'"))}]\n"))}}}

            @export()
            @description('The types of the families.')
            var familyTypes = [
            {{string.Concat(Types.Select(type => $"  '{type.Name}'\n"))}}]

            @export()
            @description('The settings that the type of a check of a family has alone.')
            func familySettings(check familyCheck) setting[] =>
              flatten([
            {{string.Concat(Types.Select(type => $"    check.type == '{type.Name}' ? {FunctionName(type)}(check) : []\n"))}}  ])

            {{types.ToString().TrimEnd()}}

            """;
    }

    /// <summary>Writes the union in one line where that is short enough, as the formatter does.</summary>
    private static string Union()
    {
        string line = $"type familyCheck = {string.Join(" | ", Types.Select(TypeName))}";
        return line.Length <= LongestLine ? line : $"type familyCheck =\n{string.Join('\n', Types.Select(type => $"  | {TypeName(type)}"))}";
    }

    private static void AppendType(StringBuilder file, DeclaredType type)
    {
        file.Append($$"""
            @description('{{Escaped(type.Summary)}}')
            @sealed()
            type {{TypeName(type)}} = {
              @description('The kind of check.')
              type: '{{type.Name}}'

              // Described in common.bicep.
              #disable-diagnostics use-description-type-properties
              name: common.name
            {{string.Concat(CommonMembers.Select(member => $"  {member}: common.{member}?\n"))}}  #restore-diagnostics use-description-type-properties

            """);
        if (Secrets(type).Any())
        {
            string keys = string.Join(", ", Secrets(type).Select(key => key.Shape is MapShape ? $"{key.Name}__<name>, {key.Name} for one JSON object of them" : key.Name));
            file.Append($"\n  @description('Secret values: settings key ({keys}) to the name of a secret in the vault.')\n  secrets: common.secretNames?\n");
        }

        foreach (DeclaredKey key in type.Keys.Where(key => !IsSecretAlone(key)))
        {
            (string written, string? limits) = Type(key);
            file.Append($"\n  @description('{Escaped(Description(key))}')\n{limits}  {Member(key)}: {written}{(IsAlwaysGiven(key) ? string.Empty : "?")}\n");
        }

        file.Append("}\n\n");
    }

    private static void AppendFunction(StringBuilder file, DeclaredType type)
    {
        file.Append($"func {FunctionName(type)}(check {TypeName(type)}) setting[] =>\n  flatten([\n");
        foreach (DeclaredKey key in type.Keys.Where(key => !IsSecretAlone(key) || key.IsRequired))
        {
            string name = $"'{key.Name}'";
            string value = IsAlwaysGiven(key) ? $"check.{Member(key)}" : IsSecretAlone(key) ? "null" : $"check.?{Member(key)}";
            string[] arguments = key.Shape switch
            {
                _ when MayBeSecret(key) && key.IsRequired => ["required", "check.name", name, value, "check.?secrets"],
                _ when MayBeSecret(key) && key.Shape is TextShape => ["open", "check.name", name, value],
                IntegerShape => ["one", "check.name", name, $"number({value})"],
                FlagShape => ["one", "check.name", name, $"flag({value})"],
                DurationShape range => ["within", "check.name", name, value, $"'{Duration.Format(range.Minimum)}'", $"'{Duration.Format(range.Maximum)}'"],
                SizeShape => ["one", "check.name", name, $"sized(check.name, {name}, {value})"],
                ListShape => ["list", "check.name", name, value],
                MapShape => ["named", "check.name", name, value],
                _ => ["one", "check.name", name, value],
            };
            string line = $"    {arguments[0]}({string.Join(", ", arguments[1..])})\n";
            file.Append(line.Length <= LongestLine + 1 ? line : $"    {arguments[0]}(\n{string.Concat(arguments[1..].Select(argument => $"      {argument},\n")).TrimEnd('\n', ',')}\n    )\n");
        }

        file.Append("  ])\n\n");
    }

    private static (string Written, string? Limits) Type(DeclaredKey key) => key.Shape switch
    {
        ChoiceShape choice when IsAlwaysGiven(key) => (string.Join(" | ", choice.Good.Select(value => $"'{value}'")), null),
        ChoiceShape choice => ($"({string.Join(" | ", choice.Good.Select(value => $"'{value}'"))})", null),
        IntegerShape range => ("int", $"  @minValue({range.Minimum})\n  @maxValue({range.Maximum})\n"),
        FlagShape => ("bool", null),
        DurationShape => ("duration", null),
        SizeShape => ("size", null),
        MapShape => ("texts", null),
        ListShape { Item: TextShape or ChoiceShape } => ("string[]", null),
        TextShape or NumberShape => ("string", "  @minLength(1)\n"),
        _ => throw new NotSupportedException($"The template has no type for the shape of {key.Property.DeclaringType}.{key.Name}."),
    };

    /// <summary>Writes the imports of what the rest uses; one that is not used is a warning.</summary>
    private static string Imports(string rest)
    {
        string Import(string file, params IEnumerable<string> names)
        {
            string used = string.Join(", ", names.Where(name => rest.Contains($" {name}(", StringComparison.Ordinal) || rest.Contains($"({name}(", StringComparison.Ordinal)
                || rest.Contains($", {name}(", StringComparison.Ordinal) || rest.Contains($": {name}?\n", StringComparison.Ordinal) || rest.Contains($": {name}\n", StringComparison.Ordinal) || name == "setting"));
            return used.Length == 0 ? string.Empty : $"import {{ {used} }} from '{file}'\n";
        }

        return (Import("../durations.bicep", "duration")
            + "import * as common from 'common.bicep'\n"
            + Import("settings.bicep", "flag", "list", "named", "number", "one", "open", "required", "setting", "texts", "within")
            + Import("sizes.bicep", "size", "sized")).TrimEnd();
    }

    private static string Description(DeclaredKey key)
    {
        string start = key.IsRequired ? MayBeSecret(key) ? "Required, here or as a secret." : "Required." : $"Default: {DocText.WithoutMarks(key.Default)}.";
        string open = MayBeSecret(key) && key.Shape is TextShape ? " Without a password or key: with one, it is a secret." : string.Empty;
        return $"{DocText.WithoutMarks(key.Meaning)} {start}{open}";
    }

    private static IEnumerable<DeclaredKey> Secrets(DeclaredType type) => type.Keys.Where(MayBeSecret);

    /// <summary>Tells by the name, as the app does, which hides such values. The path of a file is none.</summary>
    public static bool MayBeSecret(DeclaredKey key) =>
        key.Shape is TextShape or MapShape && SecretKeys.MayHoldSecret(key.Name) && !key.Name.EndsWith("File", StringComparison.Ordinal);

    /// <summary>Tells what is never given in plain: a connection string may be without a password, a password not.</summary>
    private static bool IsSecretAlone(DeclaredKey key) => MayBeSecret(key) && key.Shape is TextShape && !key.Name.EndsWith("ConnectionString", StringComparison.Ordinal);

    private static bool IsAlwaysGiven(DeclaredKey key) => key.IsRequired && !MayBeSecret(key);

    private static string TypeName(DeclaredType type) => $"{Camel(type.Name)}Check";

    private static string FunctionName(DeclaredType type) => $"{Camel(type.Name)}Settings";

    /// <summary>Returns the name of a key in the template.</summary>
    public static string Member(DeclaredKey key) => Camel(key.Name);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>Writes a text as it is between quotes.</summary>
    public static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("'", "\\'", StringComparison.Ordinal)
        .Replace("${", "\\${", StringComparison.Ordinal);
}
