using Docs.Tests.Declarations;
using Docs.Tests.Shapes;

namespace Docs.Tests.Writers;

/// <summary>Makes parameters of the deployment template with a check of each type of the families: the example of the type.</summary>
internal static class BicepExamples
{
    public const string Path = "infra/tests/families.bicepparam";

    public static string Make() => $$"""
        using '../main.bicep'

        // The example of each type of the families. Made of what their options declare, by the tests of the docs: not to be edited.
        param name = 'families'
        param location = 'westeurope'
        param alertEmails = 'none'
        param settings = {
          keyVault: { name: 'kv-health', resourceGroup: 'secrets' }
          checks: [
        {{string.Concat(BicepFamilies.Types.Select(Check))}}  ]
        }

        """;

    /// <summary>Writes the check of an example, under the name of its type: two examples may have the same name.</summary>
    private static string Check(DeclaredType type)
    {
        string text = $"    {{\n      type: '{type.Name}'\n      name: '{type.Name}'\n";
        string secrets = string.Empty;
        foreach (IGrouping<string, (string Key, string Value)> given in type.Example.Settings.Skip(1).GroupBy(setting => setting.Key.Split("__")[0]))
        {
            DeclaredKey key = type.Keys.Concat(SettingsPage.CheckKeys).First(key => key.Name == given.Key);
            if (BicepFamilies.MayBeSecret(key))
            {
                secrets = string.Concat(given.Select(setting => $"        {setting.Key}: '{type.Name}-{setting.Key}'\n").Prepend(secrets));
            }
            else
            {
                text += $"      {BicepFamilies.Member(key)}: {Value(key, [.. given])}\n";
            }
        }

        return $"{text}{(secrets.Length > 0 ? $"      secrets: {{\n{secrets}      }}\n" : string.Empty)}    }}\n";
    }

    private static string Value(DeclaredKey key, (string Key, string Value)[] given) => key.Shape switch
    {
        IntegerShape or FlagShape => given[0].Value,
        ListShape => $"[{string.Join(", ", given.Select(setting => Text(setting.Value)))}]",
        _ => Text(given[0].Value),
    };

    private static string Text(string value) => $"'{BicepFamilies.Escaped(value)}'";
}
