using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Docs.Tests.Shapes;

namespace Docs.Tests.Declarations;

/// <summary>Describes one key of the settings: a property of an options class.</summary>
internal sealed class DeclaredKey
{
    private const string OnlyCode = "Only code can set it.";

    private readonly object? _default;

    /// <param name="property">The property.</param>
    /// <param name="defaults">New options.</param>
    public DeclaredKey(PropertyInfo property, object defaults)
    {
        Property = property;
        Summary = DocText.Of(XmlDocs.Of(property).Element("summary"));
        ValueText = DocText.Of(XmlDocs.Of(property).Element("value"));
        Docs = ValueDocs.Parse(ValueText);
        Shape = Shape.Of(property);
        _default = property.GetValue(defaults);
    }

    public PropertyInfo Property { get; }

    public string Name => Property.Name;

    /// <summary>Gets whether settings must give it.</summary>
    public bool IsRequired => Property.IsDefined(typeof(RequiredAttribute)) && DefaultInWords is "null" or "none" or "empty";

    /// <summary>Gets what its values are.</summary>
    public Shape Shape { get; }

    public string Summary { get; }

    public string ValueText { get; }

    /// <summary>Gets what its docstring says of the value; null where it does not say it in the form that is read.</summary>
    public ValueDocs? Docs { get; }

    /// <summary>Gets the default as the docstring must write it: <c>5 seconds</c>, <c>65,536</c>, <c>null</c>.</summary>
    public string DefaultInWords => _default switch
    {
        null => "null",
        string { Length: 0 } => "empty",
        ReadOnlyMemory<byte> { IsEmpty: true } => "none",
        _ when IsEmpty => "none",
        _ => Words.Of(_default),
    };

    /// <summary>Gets the default for a reader of settings.</summary>
    public string Default => this switch
    {
        { IsRequired: true } => "required",
        { DefaultInWords: "null" or "empty" } => Docs?.Why ?? string.Empty,
        { DefaultInWords: "none" } => "none",
        _ => $"`{SettingText.Of(_default)}`",
    };

    /// <summary>Gets what it means, in Markdown.</summary>
    public string Meaning
    {
        get
        {
            string summary = DocText.Capitalize(WithoutVerb(Summary));
            string why = Docs is { Why.Length: > 0 } && DefaultInWords is not ("null" or "empty") ? $" By default {Docs.Why}." : string.Empty;
            return Docs switch
            {
                null or { Rest.Length: 0 } => summary + why,
                { IsClause: true } => $"{summary.TrimEnd('.')}, {Docs.Rest}",
                _ => $"{summary}{why} {DocText.Capitalize(Docs.Rest)}",
            };
        }
    }

    private bool IsEmpty => _default is ICollection { Count: 0 } || (_default is IEnumerable items and not string && !items.Cast<object>().Any());

    /// <summary>Returns the keys of an options class that settings can have.</summary>
    public static IReadOnlyList<DeclaredKey> Of(Type options)
    {
        object defaults = Activator.CreateInstance(options)!;
        return
        [
            .. from property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where !DocText.Of(XmlDocs.Of(property)).Contains(OnlyCode, StringComparison.Ordinal)
               select new DeclaredKey(property, defaults),
        ];
    }

    private static string WithoutVerb(string summary)
    {
        foreach (string verb in (ReadOnlySpan<string>)["Gets or sets ", "Gets "])
        {
            if (summary.StartsWith(verb, StringComparison.Ordinal))
            {
                return summary[verb.Length..];
            }
        }

        return summary;
    }
}
