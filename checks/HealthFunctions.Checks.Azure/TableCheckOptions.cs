using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Azure;

/// <summary>Holds which table a check asks, and how it proves who it is.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Authentication"/></term></item>
/// <item><term><see cref="HealthReason.Forbidden"/></term></item>
/// <item><term><see cref="HealthReason.NotFound"/></term></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedStatus"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__orders__Type=Table
/// HealthChecks__orders__Uri=https://shop.table.core.windows.net
/// HealthChecks__orders__Table=orders
/// </code>
/// </example>
public sealed class TableCheckOptions : IConnectionOptions
{
    /// <summary>Gets or sets the URI of the account's tables, which a managed identity of the app asks.</summary>
    /// <value>The default is null: <see cref="ConnectionString"/>. One of both is required. An https URI, such as <c>https://shop.table.core.windows.net</c>.</value>
    [RegularExpression(AzureConnection.UriPattern, ErrorMessage = TableCheckType.AllowedTableUri)]
    public Uri? Uri { get; set; }

    /// <summary>Gets or sets the client ID of the managed identity.</summary>
    /// <value>The default is null: what <c>AZURE_CLIENT_ID</c> names in the environment, else the identity that the system assigns. A GUID. Only beside <see cref="Uri"/>.</value>
    [RegularExpression(AzureConnection.ClientIdPattern, ErrorMessage = AzureConnection.AllowedClientId)]
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the connection string of the storage account, with its key or a shared access signature.</summary>
    /// <value>The default is null: <see cref="Uri"/>. One of both is required. <c>UseDevelopmentStorage=true</c> is the emulator on this machine.</value>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the name of the table.</summary>
    /// <value>Required, such as <c>orders</c>. It must exist.</value>
    [Required]
    [RegularExpression(TableCheckType.TablePattern, ErrorMessage = TableCheckType.AllowedTable)]
    public string? Table { get; set; }
}
