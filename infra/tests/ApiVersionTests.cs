using System.Text.RegularExpressions;
using HealthFunctions.Testing;

namespace Infra.Tests;

/// <summary>
/// The API versions of the template. The newest that the Bicep CLI knows are not in every region yet, so each is the one that
/// the Azure Verified Modules, which are deployed end to end before each release, use for the resource (August 2026).
/// </summary>
public sealed partial class ApiVersionTests
{
    private static readonly SortedDictionary<string, string> Pinned = new(StringComparer.Ordinal)
    {
        ["Microsoft.Authorization/roleAssignments"] = "2022-04-01",
        // The Verified Modules take a preview here; this one is stable.
        ["Microsoft.Insights/actionGroups"] = "2023-01-01",
        ["Microsoft.Insights/components"] = "2020-02-02",
        // The stable version, 2016-09-01, knows no category groups.
        ["Microsoft.Insights/diagnosticSettings"] = "2021-05-01-preview",
        ["Microsoft.Insights/metricAlerts"] = "2018-03-01",
        // The Verified Modules take a preview here; this one is stable.
        ["Microsoft.Insights/scheduledQueryRules"] = "2023-12-01",
        ["Microsoft.Insights/webtests"] = "2022-06-15",
        ["Microsoft.Insights/workbooks"] = "2023-06-01",
        ["Microsoft.KeyVault/vaults"] = "2024-11-01",
        ["Microsoft.KeyVault/vaults/secrets"] = "2024-11-01",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "2024-11-30",
        ["Microsoft.Network/privateDnsZones"] = "2024-06-01",
        ["Microsoft.Network/privateEndpoints"] = "2025-05-01",
        ["Microsoft.Network/virtualNetworks"] = "2025-05-01",
        ["Microsoft.OperationalInsights/workspaces"] = "2025-07-01",
        ["Microsoft.Resources/resourceGroups"] = "2025-04-01",
        ["Microsoft.Storage/storageAccounts"] = "2025-06-01",
        ["Microsoft.Web/serverfarms"] = "2025-03-01",
        ["Microsoft.Web/sites"] = "2025-03-01",
    };

    [Fact]
    public void Each_resource_has_the_pinned_version()
    {
        IEnumerable<string> used =
            from file in Directory.EnumerateFiles(Repository.Path("infra"), "*.bicep")
            from Match type in Resource.Matches(File.ReadAllText(file))
            select type.Groups[1].Value;

        Assert.Equal(Pinned.Select(pin => $"{pin.Key}@{pin.Value}").Order(StringComparer.Ordinal), used.Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"'(Microsoft\.[A-Za-z./]+@[0-9a-z-]+)'")]
    private static partial Regex Resource { get; }
}
