using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.SqlServer;

/// <summary>Runs a query on SQL Server or Azure SQL, on a connection that is kept.</summary>
internal sealed class SqlServerHealthCheck : IHealthCheck, IAsyncDisposable
{
    private readonly Openings _openings;
    private readonly KeptSession _session;
    private readonly ExpectedScalar? _expected;

    /// <param name="options">Which database to ask and what to expect; valid.</param>
    public SqlServerHealthCheck(SqlServerCheckOptions options)
    {
        _openings = new Openings();
        _session = new KeptSession(limit => new SqlServerSession(options.ConnectionString!, options.Query, limit, _openings));
        _expected = options.Expect is { } expect ? ExpectedScalar.Parse(expect) : null;
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return DatabaseQuery.Judge(await _session.QueryAsync(context, cancellationToken).ConfigureAwait(false), _expected);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(SqlServerReasons.Of(error), error.Message, error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync().ConfigureAwait(false);
        _openings.Dispose();
    }
}
