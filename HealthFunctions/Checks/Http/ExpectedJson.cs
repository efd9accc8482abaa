using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace HealthFunctions.Checks.Http;

/// <summary>
/// Holds what a value in a JSON body must be: exactly one of <c>Equals</c>, <c>Matches</c>, <c>Above</c> and <c>Below</c> is given.
/// </summary>
public sealed class ExpectedJson
{
    /// <summary>Gets or sets where the value is.</summary>
    /// <value>
    /// Required: a JSON pointer (RFC 6901) such as <c>/checks/0/status</c>, where a name's <c>/</c> is written as <c>~1</c> and its
    /// <c>~</c> as <c>~0</c>.
    /// </value>
    [Required]
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "RFC 6901 names it so.")]
    public string? Pointer { get; set; }

    /// <summary>
    /// Gets or sets what the value must be: the same text, with its case; a number of the same value (<c>1</c> is <c>1.0</c>);
    /// <c>true</c>, <c>false</c> or <c>null</c>.
    /// </summary>
    /// <value>The default is null: not compared.</value>
    public new string? Equals { get; set; }

    /// <summary>Gets or sets the pattern that must match somewhere in the text, or in the JSON of a value that is no text.</summary>
    /// <value>
    /// The default is null: not compared. A .NET regular expression, without the culture; a match that takes longer than a second is
    /// ERROR.
    /// </value>
    [StringSyntax(StringSyntaxAttribute.Regex)]
    public string? Matches { get; set; }

    /// <summary>
    /// Gets or sets the number that the value, a number or the text of one, must be greater than: with 5, 6 is OK and 5 is ERROR. The data of the result has the value, by
    /// the name of its pointer.
    /// </summary>
    /// <value>The default is null: not compared.</value>
    public double? Above { get; set; }

    /// <summary>
    /// Gets or sets the number that the value, a number or the text of one, must be less than: with 5, 4 is OK and 5 is ERROR. The data of the result has the value, by
    /// the name of its pointer.
    /// </summary>
    /// <value>The default is null: not compared.</value>
    public double? Below { get; set; }
}
