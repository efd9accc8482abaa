using System.Reflection;
using HealthFunctions.Checks;

namespace Docs.Tests.Declarations;

/// <summary>Finds the types of check: those of the core, and of each family that the tests refer to.</summary>
internal static class DeclaredTypes
{
    private static readonly List<string> Missing = [];

    /// <summary>Gets all of them, by name.</summary>
    public static IReadOnlyList<DeclaredType> All { get; } =
    [
        .. from file in Directory.EnumerateFiles(AppContext.BaseDirectory, "HealthFunctions*.dll")
           from type in Assembly.Load(Path.GetFileNameWithoutExtension(file)).GetTypes()
           where type is { IsAbstract: false } && type.IsSubclassOf(typeof(HealthCheckType))
           let declared = Declare(type)
           where declared is not null
           orderby declared.Name
           select declared,
    ];

    /// <summary>Gets what the types that are not among them fail to declare.</summary>
    public static IReadOnlyList<string> Problems => Missing;

    /// <summary>Gets the type of a name.</summary>
    public static DeclaredType Get(string name) => All.First(type => type.Name == name);

    private static DeclaredType? Declare(Type type)
    {
        try
        {
            return new DeclaredType((HealthCheckType)Activator.CreateInstance(type, nonPublic: true)!, OptionsOf(type));
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            Missing.Add(exception.Message);
            return null;
        }
    }

    private static Type OptionsOf(Type type)
    {
        for (Type? known = type; known is not null; known = known.BaseType)
        {
            if (known.IsGenericType && known.GetGenericTypeDefinition() == typeof(HealthCheckType<>))
            {
                return known.GetGenericArguments()[0];
            }
        }

        throw new InvalidOperationException($"{type} does not derive from HealthCheckType<TOptions>, so nothing declares its settings.");
    }
}
