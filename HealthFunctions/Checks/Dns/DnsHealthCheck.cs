using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Dns;

/// <summary>Resolves a name as the system does, and compares the addresses with those expected.</summary>
/// <remarks>A name that cannot be resolved throws: ERROR too.</remarks>
internal sealed class DnsHealthCheck(DnsCheckOptions options) : IHealthCheck
{
    private readonly string _host = options.Host!;
    private readonly AddressFamily _family = FamilyOf(options.RecordType);
    private readonly ExpectedAddress[] _expected =
        [.. options.Expect.Select(text => ExpectedAddress.TryParse(text, out ExpectedAddress? expected) ? expected : throw new FormatException(text))];

    public static AddressFamily FamilyOf(DnsRecordType? type) => type switch
    {
        DnsRecordType.A => AddressFamily.InterNetwork,
        DnsRecordType.Aaaa => AddressFamily.InterNetworkV6,
        _ => AddressFamily.Unspecified,
    };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IPAddress[] addresses = await HostName.ResolveAsync(_host, _family, cancellationToken).ConfigureAwait(false);
        ExpectedAddress[] missing = [.. _expected.Where(expected => !addresses.Any(expected.Contains))];
        string found = string.Join(", ", addresses.Distinct());
        return new HealthCheckResult(
            missing.Length > 0 ? context.Registration.FailureStatus : HealthStatus.Healthy,
            missing.Length > 0 ? $"Expected {string.Join(" and ", missing.AsEnumerable())} among the addresses of {_host}, got {found}." : null,
            data: new Dictionary<string, object> { ["addresses"] = found });
    }
}
