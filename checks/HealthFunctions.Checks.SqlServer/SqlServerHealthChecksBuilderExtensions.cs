using HealthFunctions.Checks.SqlServer;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds checks of SQL Server and Azure SQL.</summary>
public static class SqlServerHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that runs a query on SQL Server or Azure SQL, as <c>Type=SqlServer</c> does in settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="configure">
    /// Sets the options, once, when the host starts; <see cref="SqlServerCheckOptions.ConnectionString"/> is required. Wrong ones stop the start.
    /// </param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddSqlServer(
        this IHealthChecksBuilder builder,
        string name,
        Action<SqlServerCheckOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null) =>
        builder.AddCheck(name, new SqlServerCheckType(), configure, failureStatus, tags, timeout);

    /// <summary>Adds the type, so that settings can name it: <c>HealthChecks__&lt;name&gt;__Type=SqlServer</c>.</summary>
    /// <param name="builder">The builder that <c>services.AddHealthFunctions()</c> returns. Calling this again adds nothing.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddSqlServerCheckTypes(this IHealthChecksBuilder builder) => builder.AddCheckType(new SqlServerCheckType());
}
