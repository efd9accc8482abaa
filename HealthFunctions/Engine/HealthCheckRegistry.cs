using System.Diagnostics.CodeAnalysis;

namespace HealthFunctions.Engine;

/// <summary>Finds checks by name and groups by tag, compared without case, in the same time among any number.</summary>
internal sealed class HealthCheckRegistry
{
    private readonly Dictionary<string, SharedCheck> _checks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<SharedCheck>> _groups = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="all">Checks whose names and tags <see cref="RegistrationValidator"/> finds nothing wrong with.</param>
    public HealthCheckRegistry(IReadOnlyList<SharedCheck> all)
    {
        All = all;
        foreach (SharedCheck check in all)
        {
            _checks.Add(check.Registration.Name, check);
            foreach (string tag in check.Registration.Tags.Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!_groups.TryGetValue(tag, out List<SharedCheck>? group))
                {
                    _groups.Add(tag, group = []);
                }

                group.Add(check);
            }
        }
    }

    public IReadOnlyList<SharedCheck> All { get; }

    /// <summary>Gets the names of all checks, then of all groups.</summary>
    public IEnumerable<string> Names => [.. _checks.Keys, .. _groups.Keys];

    public bool TryGetCheck(string name, [NotNullWhen(true)] out SharedCheck? check) => _checks.TryGetValue(name, out check);

    public bool TryGetGroup(string tag, [NotNullWhen(true)] out List<SharedCheck>? group) => _groups.TryGetValue(tag, out group);
}
