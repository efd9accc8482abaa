using System.Globalization;
using System.Text.RegularExpressions;
using Docs.Tests.Declarations;
using Docs.Tests.Shapes;
using HealthFunctions.Settings;

namespace Docs.Tests.Writers;

/// <summary>Writes the example of a type as C#.</summary>
internal static class CodeText
{
    /// <summary>Writes the call of <c>Add&lt;Type&gt;</c>.</summary>
    public static string Of(DeclaredType type)
    {
        string[] tags = [.. type.Example.Settings.Where(setting => IsTag(setting.Key)).Select(setting => Literal(setting.Value))];
        string? timeout = type.Example.Settings.FirstOrDefault(setting => setting.Key == "Timeout").Value;
        string lines = string.Concat(type.Example.Settings
            .Where(setting => setting.Key is not ("Type" or "Timeout") && !IsTag(setting.Key))
            .GroupBy(setting => ItemOf(type.Keys, setting.Key))
            .Select(item => $"    {Statement("options", type.Keys, item.Key, [.. item])}\n"));
        string tagsArgument = tags.Length > 0 ? $", tags: [{string.Join(", ", tags)}]" : string.Empty;
        string timeoutArgument = timeout is null ? string.Empty : $", timeout: {DurationCode(timeout)}";
        return $"{type.Method.Name}({Literal(type.Example.Check)}, options =>\n{{\n{lines}}}{tagsArgument}{timeoutArgument})";
    }

    private static bool IsTag(string key) => key.StartsWith("Tags__", StringComparison.Ordinal);

    /// <summary>Gives the keys of one section of a list one name: <c>Expected__0</c>.</summary>
    private static string ItemOf(IEnumerable<DeclaredKey> keys, string key) => key.Split("__") is [{ } list, { } item, _, ..]
        && keys.FirstOrDefault(known => known.Name == list)?.Shape is ListShape { Item: SectionShape }
        ? $"{list}__{item}"
        : key;

    /// <summary>Writes what sets one option: <c>options.Port = 443;</c>.</summary>
    private static string Statement(string target, IEnumerable<DeclaredKey> keys, string key, IReadOnlyList<(string Key, string Value)> settings)
    {
        string value = settings[0].Value;
        string[] parts = key.Split("__", 2);
        DeclaredKey declared = keys.FirstOrDefault(known => known.Name == parts[0])
            ?? throw new InvalidOperationException($"The example has '{key}', which {target} has not.");
        string option = $"{target}.{declared.Name}";
        return declared.Shape switch
        {
            MapShape => $"{option}[{Literal(parts[1])}] = {Literal(value)};",
            ListShape { Item: SectionShape section } => $"{option}.Add(new {ItemType(declared).Name} {{ {string.Join(", ", settings.Select(setting => Property(section, setting)))} }});",
            ListShape => $"{option}.Add({Expression(ItemType(declared), value)});",
            SectionShape section => Statement(option, section.Keys, parts[1], settings),
            _ => $"{option} = {Expression(declared.Property.PropertyType, value)};",
        };
    }

    private static Type ItemType(DeclaredKey list) => list.Property.PropertyType.GetGenericArguments()[0];

    private static string Property(SectionShape section, (string Key, string Value) setting)
    {
        DeclaredKey key = section.Keys.First(known => known.Name == setting.Key.Split("__")[^1]);
        return $"{key.Name} = {Expression(key.Property.PropertyType, setting.Value)}";
    }

    private static string Expression(Type type, string value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(TimeSpan) => DurationCode(value),
            _ when type == typeof(SizeLimit) => SizeCode(value),
            _ when type == typeof(Uri) => $"new Uri({Literal(value)})",
            _ when type == typeof(HttpMethod) => $"new HttpMethod({Literal(value)})",
            _ when type == typeof(ReadOnlyMemory<byte>) => $"\"{value}\"u8.ToArray()",
            _ when type == typeof(bool) || type == typeof(int) || type == typeof(long) || type == typeof(double) => value,
            _ when type.IsEnum => $"{type.Name}.{Enum.GetNames(type).First(name => name.Equals(value, StringComparison.OrdinalIgnoreCase))}",
            _ => Literal(value),
        };
    }

    private static string DurationCode(string text)
    {
        Match match = Regex.Match(text, "^([0-9]+)(ms|s|m|h|d)$");
        string unit = match.Groups[2].Value switch
        {
            "ms" => "Milliseconds",
            "s" => "Seconds",
            "m" => "Minutes",
            "h" => "Hours",
            "d" => "Days",
            _ => throw new NotSupportedException($"'{text}': an example has a duration such as 5s."),
        };
        return $"TimeSpan.From{unit}({match.Groups[1].Value})";
    }

    private static string SizeCode(string text)
    {
        if (text.EndsWith('%'))
        {
            return $"SizeLimit.FromPercent({text[..^1]})";
        }

        Match match = Regex.Match(text, "^([0-9]+)([KMGT]?)B$");
        string zeros = string.Concat(Enumerable.Repeat("_000", " KMGT".IndexOf($"{match.Groups[2].Value} "[0], StringComparison.Ordinal)));
        return match.Success
            ? string.Create(CultureInfo.InvariantCulture, $"SizeLimit.FromBytes({match.Groups[1].Value}{zeros})")
            : throw new NotSupportedException($"'{text}': an example has a size such as 5GB.");
    }


    private static string Literal(string text) => text.AsSpan().ContainsAny('\\', '"')
        ? $"@\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : $"\"{text}\"";
}
