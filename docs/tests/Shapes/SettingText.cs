using System.Collections;
using System.Globalization;
using System.Text;
using HealthFunctions.Settings;

namespace Docs.Tests.Shapes;

/// <summary>Writes the value of an option as settings have it.</summary>
internal static class SettingText
{
    public static string Of(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        TimeSpan duration => Duration.Format(duration),
        Uri url => url.OriginalString,
        ReadOnlyMemory<byte> bytes => Encoding.Latin1.GetString(bytes.Span),
        IEnumerable<KeyValuePair<string, string>> map => string.Join(", ", map.Select(item => $"{item.Key}={item.Value}")),
        IEnumerable items => string.Join(", ", items.Cast<object>().Select(Of)),
        _ when value.GetType() is { IsClass: true, Namespace: { } name } type && name.StartsWith(nameof(HealthFunctions), StringComparison.Ordinal) =>
            string.Join(", ", type.GetProperties().Select(property => $"{property.Name}={Of(property.GetValue(value))}")),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
