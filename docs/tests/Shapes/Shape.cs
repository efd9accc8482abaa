using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using Docs.Tests.Declarations;
using HealthFunctions.Settings;

namespace Docs.Tests.Shapes;

/// <summary>Describes what the values of one key are: to an editor, and to tests that try them.</summary>
internal abstract class Shape
{
    /// <summary>Gets values that are allowed, as text.</summary>
    public virtual IEnumerable<string> Good => [];

    /// <summary>Gets values that are refused, as text.</summary>
    public virtual IEnumerable<string> Bad => [];

    /// <summary>Gets what a docstring must say of the limits; null for none.</summary>
    public virtual string? LimitsInWords => null;

    /// <summary>Makes the schema of the value in <c>appsettings.json</c>.</summary>
    /// <param name="isRequired">Whether it must be given, so that an empty text is none.</param>
    public abstract JsonObject InJson(bool isRequired);

    /// <summary>Makes the schemas of the value as text, each with a pattern for what follows the section in the name of its key.</summary>
    /// <param name="key">The name of the key.</param>
    /// <param name="isRequired">Whether it must be given, so that an empty text is none.</param>
    public abstract IEnumerable<(string KeyPattern, JsonObject Schema)> InText(string key, bool isRequired);

    /// <summary>Gets the keys of the environment, as docs write them.</summary>
    public virtual IEnumerable<string> KeysInDocs(string key) => [$"`{key}`"];

    public static Shape Of(PropertyInfo property) => Of(property.PropertyType, property);

    private static Shape Of(Type type, MemberInfo attributes)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool))
        {
            return new FlagShape();
        }

        if (type == typeof(int) || type == typeof(long))
        {
            RangeAttribute range = attributes.GetCustomAttribute<RangeAttribute>() ?? throw Missing(attributes, "[Range]");
            return new IntegerShape(Convert.ToInt64(range.Minimum, null), Convert.ToInt64(range.Maximum, null), [.. Denied(attributes).Select(value => Convert.ToInt64(value, null))]);
        }

        if (type == typeof(double) || type == typeof(decimal))
        {
            return new NumberShape();
        }

        if (type == typeof(TimeSpan))
        {
            DurationRangeAttribute range = attributes.GetCustomAttribute<DurationRangeAttribute>() ?? throw Missing(attributes, "[DurationRange]");
            return new DurationShape(range.Minimum, range.Maximum);
        }

        if (type == typeof(SizeLimit))
        {
            return new SizeShape();
        }

        if (attributes.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
        {
            return new ChoiceShape([.. allowed.Values.Select(SettingText.Of)]);
        }

        if (type.IsEnum)
        {
            return new ChoiceShape(Enum.GetNames(type));
        }

        if (type == typeof(string) || type == typeof(Uri) || type == typeof(HttpMethod) || type == typeof(ReadOnlyMemory<byte>))
        {
            RegularExpressionAttribute? pattern = attributes.GetCustomAttribute<RegularExpressionAttribute>();
            int? longest = attributes.GetCustomAttribute<StringLengthAttribute>()?.MaximumLength;
            return new TextShape(pattern?.Pattern, pattern?.ErrorMessage, longest, countsBytes: type == typeof(ReadOnlyMemory<byte>), [.. Denied(attributes).Select(SettingText.Of)]);
        }

        if (typeof(IEnumerable<KeyValuePair<string, string>>).IsAssignableFrom(type))
        {
            return new MapShape();
        }

        if (ItemOf(type) is { } item)
        {
            return new ListShape(Of(item, attributes));
        }

        return type.IsClass && type.Namespace?.StartsWith(nameof(HealthFunctions), StringComparison.Ordinal) == true
            ? new SectionShape(DeclaredKey.Of(type))
            : throw new NotSupportedException($"{attributes.DeclaringType}.{attributes.Name} is of a type that the docs do not know: {type}.");
    }

    private static Type? ItemOf(Type type) => new[] { type }.Concat(type.GetInterfaces())
        .FirstOrDefault(known => known.IsGenericType && known.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static object[] Denied(MemberInfo attributes) =>
        [.. (attributes.GetCustomAttribute<DeniedValuesAttribute>()?.Values ?? []).OfType<object>()];

    private static InvalidOperationException Missing(MemberInfo member, string attribute) =>
        new($"{member.DeclaringType}.{member.Name} declares no {attribute}.");
}
