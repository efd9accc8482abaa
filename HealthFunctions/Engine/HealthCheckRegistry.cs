using System.Diagnostics.CodeAnalysis;

namespace HealthFunctions.Engine;

/// <summary>
/// Finds checks by name and groups by tag, compared without case, in the same time among any number. A slash in a name is found
/// as a route carries it, too: as <c>%2F</c>.
/// </summary>
internal sealed class HealthCheckRegistry
{
    /// <summary>The one character that web servers leave encoded in a path.</summary>
    private const string EncodedSlash = "%2F";

    private readonly Dictionary<string, SharedCheck> _checks;
    private readonly Dictionary<string, List<SharedCheck>> _groups = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="all">The checks, each with a name of its own.</param>
    public HealthCheckRegistry(IReadOnlyList<SharedCheck> all)
    {
        All = all;
        _checks = new Dictionary<string, SharedCheck>(all.Count, StringComparer.OrdinalIgnoreCase);
        foreach (SharedCheck check in all)
        {
            _checks.Add(check.Registration.Name, check);
            foreach (string tag in check.Registration.Tags.Where(tag => tag is not null))
            {
                if (!_groups.TryGetValue(tag, out List<SharedCheck>? group))
                {
                    _groups.Add(tag, group = []);
                }

                // Tags are a set, but of no comparer of ours.
                if (group.Count == 0 || group[^1] != check)
                {
                    group.Add(check);
                }
            }
        }
    }

    public IReadOnlyList<SharedCheck> All { get; }

    /// <summary>Gets the names of all checks, then of all groups.</summary>
    public IEnumerable<string> Names => [.. _checks.Keys, .. _groups.Keys];

    public bool TryGetCheck(string name, [NotNullWhen(true)] out SharedCheck? check) => TryGet(_checks, name, out check);

    public bool TryGetGroup(string tag, [NotNullWhen(true)] out List<SharedCheck>? group) => TryGet(_groups, tag, out group);

    private static bool TryGet<T>(Dictionary<string, T> all, string name, [NotNullWhen(true)] out T? found)
        where T : class =>
        all.TryGetValue(name, out found)
        || (name.Contains(EncodedSlash, StringComparison.OrdinalIgnoreCase)
            && all.TryGetValue(name.Replace(EncodedSlash, "/", StringComparison.OrdinalIgnoreCase), out found));
}
