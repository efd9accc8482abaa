using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.MySql;

/// <summary>Runs a query on a MySQL or MariaDB server, in a read-only transaction, on a connection that is kept.</summary>
/// <param name="options">Which database to ask and what to expect; valid.</param>
internal sealed class MySqlHealthCheck(MySqlCheckOptions options) : IHealthCheck, IAsyncDisposable
{
    private readonly KeptSession _session = new(limit => new MySqlSession(options.ConnectionString!, options.Query, limit));
    private readonly ExpectedScalar? _expected = options.Expect is { } expect ? ExpectedScalar.Parse(expect) : null;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return DatabaseQuery.Judge(await _session.QueryAsync(context, cancellationToken).ConfigureAwait(false), _expected);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(MySqlReasons.Of(error), error.Message, error);
        }
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
