using Docs.Tests.Declarations;
using HealthFunctions.Settings;

namespace Docs.Tests.Writers;

/// <summary>Makes the parts of docs/settings.md: the keys of every check, and those of the app.</summary>
internal static class SettingsPage
{
    public static IReadOnlyList<DeclaredKey> CheckKeys { get; } = DeclaredKey.Of(typeof(HealthCheckRegistrationOptions));

    public static IReadOnlyList<DeclaredKey> AppKeys { get; } = DeclaredKey.Of(typeof(HealthFunctionsOptions));

    public static IEnumerable<(string Name, string Text)> Parts =>
    [
        ("check", KeyTable.Of(CheckKeys)),
        ("app", KeyTable.Of(AppKeys)),
    ];
}
