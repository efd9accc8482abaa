using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HealthFunctions.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace Docs.Tests.Declarations;

/// <summary>Describes one type of check: its class, and the options that declare its settings.</summary>
internal sealed partial class DeclaredType
{
    private readonly XElement _docs;

    /// <param name="type">The type of check, which derives from <see cref="HealthCheckType{TOptions}"/>.</param>
    /// <param name="options">Its options.</param>
    public DeclaredType(HealthCheckType type, Type options)
    {
        Type = type;
        OptionsType = options;
        _docs = XmlDocs.Of(options);
        Keys = DeclaredKey.Of(options);
        Method = FindMethod(type, options);
        Summary = Sentence.Match(DocText.Of(XmlDocs.Of(Method).Element("summary"))) is { Success: true } match
            ? DocText.Capitalize($"{match.Groups[1].Value}.")
            : throw new InvalidOperationException($"The docstring of {Method.Name} is not 'Adds a check that …, as `Type={type.Name}` does in settings.'");
        Example = DeclaredExample.Parse(this, _docs.Element("example")?.Element("code")?.Value
            ?? throw new InvalidOperationException($"{options} has no <example><code>, a line for each setting."));
    }

    public HealthCheckType Type { get; }

    public string Name => Type.Name;

    public Type OptionsType { get; }

    /// <summary>Gets the name of the assembly that has the type.</summary>
    public string Assembly => OptionsType.Assembly.GetName().Name!;

    /// <summary>Gets its keys, without those of every check.</summary>
    public IReadOnlyList<DeclaredKey> Keys { get; }

    /// <summary>Gets the method that adds such a check in code.</summary>
    public MethodInfo Method { get; }

    /// <summary>Gets what such a check does, in one sentence.</summary>
    public string Summary { get; }

    public DeclaredExample Example { get; }

    /// <summary>Gets the data of its results, each with its meaning.</summary>
    public IReadOnlyList<(string Name, string Meaning)> Data => Items("Data");

    /// <summary>Gets the reasons that it gives beside those of exceptions, each with its meaning, or none where it says enough.</summary>
    public IReadOnlyList<(string Name, string Meaning)> Reasons => Items("Reason");

    /// <summary>Makes options of the defaults.</summary>
    public object NewOptions() => Activator.CreateInstance(OptionsType)!;

    public override string ToString() => Name;

    /// <summary>Reads a table of the docstring's remarks, which its header names.</summary>
    private IReadOnlyList<(string Name, string Meaning)> Items(string header) =>
    [
        .. from list in _docs.Elements("remarks").Elements("list")
           where DocText.Of(list.Element("listheader")?.Element("term")) == header
           from item in list.Elements("item")
           select (DocText.WithoutMarks(DocText.Of(item.Element("term"))), DocText.Of(item.Element("description"))),
    ];

    private static MethodInfo FindMethod(HealthCheckType type, Type options)
    {
        string name = $"Add{type.Name}";
        Type configure = typeof(Action<>).MakeGenericType(options);
        return options.Assembly.GetTypes()
            .SelectMany(known => known.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .SingleOrDefault(method => method.Name == name
                && method.GetParameters() is [{ ParameterType: var builder }, _, { ParameterType: var third }, ..]
                && builder == typeof(IHealthChecksBuilder) && third == configure)
            ?? throw new InvalidOperationException($"{options.Assembly.GetName().Name} has no method {name}(this IHealthChecksBuilder, string, Action<{options.Name}>, …).");
    }

    [GeneratedRegex(@"^Adds a check that (.+), as `Type=\w+` does in settings\.$")]
    private static partial Regex Sentence { get; }
}
