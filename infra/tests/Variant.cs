namespace Infra.Tests;

/// <summary>What a file in infra/tests asks for.</summary>
/// <param name="Name">The name of the file.</param>
internal sealed record Variant(string Name)
{
    public static readonly IReadOnlyList<Variant> All =
    [
        new("no-checks"),
        new("isolated") { Watched = ["shop"], Live = true, Emails = ["oncall@example.com", "lead@example.com"] },
        new("custom-handler") { Runtime = ("custom", "1.0"), AlwaysReady = 1 },
        new("many-checks")
        {
            Vault = "/resourceGroups/secrets/providers/Microsoft.KeyVault/vaults/kv-health",
            Secrets = ["partner-url", "shop-search-body", "shop-search-password", "shop-search-token"],
            Watched = ["shop", "Shop_Search2", "Alive", "orders"],
        },
        new("families")
        {
            Vault = "/resourceGroups/secrets/providers/Microsoft.KeyVault/vaults/kv-health",
            Secrets = [.. FamilyExamples.All.SelectMany(example => example.Secrets).Select(secret => secret.Name.ToLowerInvariant()).Order(StringComparer.Ordinal)],
        },
        new("private-network") { AlwaysReady = 2, HasNetwork = true, MakesZones = true, Ingress = "Private" },
        new("existing-workspace")
        {
            HasNetwork = true,
            MakesGroup = false,
            Workspace = "/resourceGroups/platform/providers/Microsoft.OperationalInsights/workspaces/central",
        },
        new("front-door") { Ingress = "FrontDoor" },
    ];

    /// <summary>Name and version of the Functions runtime.</summary>
    public (string Name, string Version) Runtime { get; init; } = ("dotnet-isolated", "10.0");

    /// <summary>Instances that always run.</summary>
    public int AlwaysReady { get; init; }

    /// <summary>Whether the app is in a network, and its storage closed.</summary>
    public bool HasNetwork { get; init; }

    /// <summary>Whether the private DNS zones are made too.</summary>
    public bool MakesZones { get; init; }

    /// <summary>Who may call.</summary>
    public string Ingress { get; init; } = "Public";

    /// <summary>A workspace that is there already.</summary>
    public string? Workspace { get; init; }

    /// <summary>The vault with the secrets, if any.</summary>
    public string? Vault { get; init; }

    /// <summary>The secrets that checks read, in the order of their names.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Whether the app has been deployed, so that alerts may fire.</summary>
    public bool Live { get; init; }

    /// <summary>Who hears of alerts.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Whether the resource group is made, or is there already.</summary>
    public bool MakesGroup { get; init; } = true;

    /// <summary>Checks that asked for an availability test of their own.</summary>
    public IReadOnlyList<string> Watched { get; init; } = [];

    public static Variant Of(string name) => All.Single(variant => variant.Name == name);

    public override string ToString() => Name;
}
