using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using HealthFunctions.Checks.Azure.Storage;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Defines <c>Type=Table</c>.</summary>
internal sealed partial class TableCheckType() : StorageCheckType<TableCheckOptions>(StorageServiceKind.Table, AllowedTableUri)
{
    public const string AllowedTableUri = "the https URI of an account's tables, such as https://shop.table.core.windows.net";
    public const string AllowedTable = "the name of a table, 3 to 63 letters and digits that begin with a letter, such as orders";
    public const string TablePattern = "^(?![Tt][Aa][Bb][Ll][Ee][Ss]$)[A-Za-z][A-Za-z0-9]{2,62}$";

    public override string Name => "Table";

    protected override void Read(SettingsSection settings, TableCheckOptions options)
    {
        base.Read(settings, options);
        options.Table = settings.GetString(nameof(options.Table));
    }

    protected override void Validate(TableCheckOptions options, Action<string, string> reject)
    {
        base.Validate(options, reject);
        ResourceName.Validate(nameof(options.Table), options.Table, TableName(), AllowedTable, reject);
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The check disposes of it.")]
    protected override IHealthCheck Create(TableCheckOptions options, IServiceProvider services) =>
        new TableHealthCheck(CreateService(options, services.GetClock()), options.Table!);

    [GeneratedRegex(TablePattern, RegexOptions.CultureInvariant)]
    private static partial Regex TableName();
}
