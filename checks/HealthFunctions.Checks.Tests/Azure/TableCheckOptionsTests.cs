using HealthFunctions.Checks.Tests.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests the options that are particular to checks of tables.</summary>
public sealed class TableCheckOptionsTests
{
    private const string Account = "https://shop.table.core.windows.net";
    private const string AllowedTable = "the name of a table, 3 to 63 letters and digits that begin with a letter, such as orders";

    [Theory]
    [InlineData("Uri", "shop", $"'shop'; allowed: the https URI of an account's tables, such as {Account}")]
    [InlineData("ConnectionString", "UseDevelopmentStorage=true", "given beside Uri; allowed: one of them")]
    [InlineData("Table", "", $"missing; allowed: {AllowedTable}")]
    [InlineData("Table", "1st", $"'1st'; allowed: {AllowedTable}")]
    [InlineData("Table", "or-ders", $"'or-ders'; allowed: {AllowedTable}")]
    [InlineData("Table", "Tables", $"'Tables'; allowed: {AllowedTable}")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"{key} is {problem}."],
        FamilyProbe.Errors(checks => checks.AddAzureCheckTypes(), "Table", ("Uri", Account), ("Table", "orders"), (key, value)));

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [$"Table is missing; allowed: {AllowedTable}."],
        FamilyProbe.Errors((checks, name) => checks.AddTable(name, options => options.ConnectionString = "UseDevelopmentStorage=true")));
}
