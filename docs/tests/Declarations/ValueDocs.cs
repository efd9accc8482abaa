namespace Docs.Tests.Declarations;

/// <summary>
/// Reads the <c>value</c> of an option's docstring: <c>Required: what it is. More.</c> or <c>Required, such as x. More.</c> or
/// <c>The default is 5 seconds: why; 1 second to 5 minutes. More.</c>
/// </summary>
/// <param name="IsRequired">Whether it says that the option is required.</param>
/// <param name="Default">The default, in words; empty where there is none.</param>
/// <param name="Why">What the default means; empty where that is not said.</param>
/// <param name="Rest">All else.</param>
/// <param name="IsClause">Whether that goes on with the sentence of the summary.</param>
internal sealed record ValueDocs(bool IsRequired, string Default, string Why, string Rest, bool IsClause = false)
{
    private const string RequiredStart = "Required";
    private const string DefaultStart = "The default is ";

    public static ValueDocs? Parse(string text)
    {
        if (text.StartsWith(RequiredStart, StringComparison.Ordinal))
        {
            string rest = text[RequiredStart.Length..];
            return new ValueDocs(true, string.Empty, string.Empty, rest.TrimStart(':', ',', '.', ' '), IsClause: rest.StartsWith(','));
        }

        if (!text.StartsWith(DefaultStart, StringComparison.Ordinal))
        {
            return null;
        }

        (string clause, string after) = DocText.SplitClause(text[DefaultStart.Length..]);
        string[] parts = clause.Split(": ", 2);
        return new ValueDocs(false, DocText.WithoutMarks(parts[0]), parts.Length == 2 ? parts[1] : string.Empty, after);
    }
}
