using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace HealthFunctions.Checks.Http;

/// <summary>Holds what a header of a response must be: exactly one of <c>Equals</c> and <c>Matches</c> is given.</summary>
public sealed class ExpectedHeader
{
    /// <summary>Gets or sets the name of the header, compared without case.</summary>
    /// <value>Required.</value>
    [Required]
    public string? Name { get; set; }

    /// <summary>Gets or sets the text that the header must be, with its case. Of a header that is sent more than once, one must be it.</summary>
    /// <value>The default is null: not compared.</value>
    public new string? Equals { get; set; }

    /// <summary>Gets or sets the pattern that must match somewhere in the header. Of a header that is sent more than once, one must match.</summary>
    /// <value>
    /// The default is null: not compared. A .NET regular expression, without the culture; a match that takes longer than a second is
    /// ERROR.
    /// </value>
    [StringSyntax(StringSyntaxAttribute.Regex)]
    public string? Matches { get; set; }
}
