using HealthFunctions.Checks.Certificate;
using HealthFunctions.Checks.Disk;
using HealthFunctions.Checks.Http;
using HealthFunctions.Checks.Memory;
using HealthFunctions.Checks.Ping;
using HealthFunctions.Checks.Tcp;
using HealthFunctions.Checks.Tls;

namespace HealthFunctions.Checks;

/// <summary>Holds the types of health check that settings can name.</summary>
internal sealed class HealthCheckTypes
{
    private readonly List<HealthCheckType> _types =
    [
        new CertificateCheckType(),
        new DiskCheckType(),
        new HttpCheckType(),
        new MemoryCheckType(),
        new PingCheckType(),
        new TcpCheckType(),
        new TlsCheckType(),
    ];

    /// <summary>Gets the names, in order, for an error message.</summary>
    public IReadOnlyCollection<string> Names => [.. _types.Select(type => type.Name).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Adds a type. Adding a class of types twice adds it once.</summary>
    /// <exception cref="ArgumentException">Another class of types has the same name.</exception>
    public void Add(HealthCheckType type)
    {
        if (Find(type.Name) is not { } known)
        {
            _types.Add(type);
        }
        else if (known.GetType() != type.GetType())
        {
            throw new ArgumentException($"The type of health check '{type.Name}' is registered already, by {known.GetType()}.", nameof(type));
        }
    }

    public HealthCheckType? Find(string name) => _types.Find(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
