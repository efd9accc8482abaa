using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;

namespace Docs.Tests.Declarations;

/// <summary>Finds the docstrings of types and members, in the file that the compiler has written beside their assembly.</summary>
internal static class XmlDocs
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Files = new();

    public static XElement Of(Type type) => Find(type.Assembly, $"T:{Name(type)}");

    public static XElement Of(PropertyInfo property) => Find(property.DeclaringType!.Assembly, $"P:{Name(property.DeclaringType)}.{property.Name}");

    public static XElement Of(FieldInfo field) => Find(field.DeclaringType!.Assembly, $"F:{Name(field.DeclaringType)}.{field.Name}");

    /// <summary>Returns those of a method that has no overload.</summary>
    public static XElement Of(MethodInfo method)
    {
        string start = $"M:{Name(method.DeclaringType!)}.{method.Name}";
        return Load(method.DeclaringType!.Assembly)
            .FirstOrDefault(member => member.Key.StartsWith($"{start}(", StringComparison.Ordinal) || member.Key == start).Value
            ?? throw new InvalidOperationException($"{start} has no docstring.");
    }

    private static XElement Find(Assembly assembly, string id) => Load(assembly).TryGetValue(id, out XElement? docs)
        ? docs
        : throw new InvalidOperationException($"{id} has no docstring.");

    private static Dictionary<string, XElement> Load(Assembly assembly) => Files.GetOrAdd(assembly, static assembly =>
        XDocument.Load(Path.ChangeExtension(assembly.Location, "xml"), LoadOptions.PreserveWhitespace)
            .Descendants("member")
            .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal));

    private static string Name(Type type) => type.FullName!.Replace('+', '.');
}
