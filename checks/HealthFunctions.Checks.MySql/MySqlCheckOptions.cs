using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.MySql;

/// <summary>Holds which MySQL or MariaDB database a check asks, and what it expects.</summary>
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
/// HealthChecks__orders__Type=MySql
/// HealthChecks__orders__ConnectionString=Server=db.example.org;Database=shop;User ID=health;Password=…;SSL Mode=VerifyFull
/// HealthChecks__orders__Query=SELECT count(*) FROM orders WHERE failed
/// HealthChecks__orders__Expect=&lt; 10
/// </code>
/// </example>
public sealed class MySqlCheckOptions
{
    /// <summary>Gets or sets the connection string, in the syntax of MySqlConnector.</summary>
    /// <value>
    /// Required, such as <c>Server=db.example.org;Database=shop;User ID=health;Password=…;SSL Mode=VerifyFull</c>. The check keeps
    /// one connection. The limits of time are those of the run: those of the connection string do not count.
    /// </value>
    [Required]
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the query. It runs in a read-only transaction.</summary>
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
