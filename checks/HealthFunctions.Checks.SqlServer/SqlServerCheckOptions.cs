using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.SqlServer;

/// <summary>Holds which database of SQL Server or Azure SQL a check asks, and what it expects.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Authentication"/></term></item>
/// <item><term><see cref="HealthReason.Forbidden"/></term></item>
/// <item><term><see cref="HealthReason.NotFound"/></term></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__orders__Type=SqlServer
/// HealthChecks__orders__ConnectionString=Server=db.example.org;Database=shop;User ID=health;Password=…;ApplicationIntent=ReadOnly
/// HealthChecks__orders__Query=SELECT count(*) FROM orders WHERE failed = 1
/// HealthChecks__orders__Expect=&lt; 10
/// </code>
/// </example>
public sealed class SqlServerCheckOptions
{
    /// <summary>Gets or sets the connection string, in the syntax of Microsoft.Data.SqlClient.</summary>
    /// <value>
    /// Required, such as <c>Server=db.example.org;Database=shop;User ID=health;Password=…</c>. The check keeps one connection. The
    /// limits of time are those of the run: those of the connection string do not count.
    /// </value>
    [Required]
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the query.</summary>
    /// <value>The default is <c>SELECT 1</c>.</value>
    [Required]
    public string Query
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = "SELECT 1";

    /// <summary>Gets or sets what the first column of the first row must be; if it is not, that is ERROR.</summary>
    /// <value>
    /// The default is null: anything, also no row. A text that it must be, or a comparison with a number: <c>ready</c>,
    /// <c>!= 0</c>, <c>&gt;= 10</c>.
    /// </value>
    public string? Expect { get; set; }
}
