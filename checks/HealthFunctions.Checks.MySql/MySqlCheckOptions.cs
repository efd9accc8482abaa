using System.ComponentModel.DataAnnotations;

namespace HealthFunctions.Checks.MySql;

/// <summary>Holds which MySQL or MariaDB database a check asks, and what it expects.</summary>
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
