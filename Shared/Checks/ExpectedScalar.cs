using System.Globalization;

namespace HealthFunctions.Checks;

/// <summary>Holds what a query must return: a text, or a comparison with a number.</summary>
internal sealed class ExpectedScalar
{
    public const string Allowed = "a text that the value must be, or a comparison with a number, such as '>= 10'";

    /// <summary>Longer ones first: one may begin with another.</summary>
    private static readonly string[] Operators = [">=", "<=", "!=", ">", "<", "="];

    private readonly string _operator;
    private readonly string _operand;
    private readonly decimal _number;

    private ExpectedScalar(string comparison, string operand, decimal number) => (_operator, _operand, _number) = (comparison, operand, number);

    /// <summary>Reads an expectation: <c>ready</c>, <c>= 1</c>, <c>!= 0</c>, <c>&gt;= 10</c>.</summary>
    /// <returns>Null for a comparison of order with something that is no number.</returns>
    public static ExpectedScalar? Parse(string text)
    {
        string comparison = Array.Find(Operators, candidate => text.StartsWith(candidate, StringComparison.Ordinal)) ?? string.Empty;
        string operand = comparison.Length == 0 ? text : text[comparison.Length..].Trim();
        bool isNumber = TryParse(operand, out decimal number);
        return comparison is "" or "=" or "!=" || isNumber ? new ExpectedScalar(comparison, operand, number) : null;
    }

    /// <summary>Tells whether a value is what was expected. Numbers are compared as numbers, whatever their type.</summary>
    /// <param name="value">The value; null for SQL's NULL and for no row, which is nothing that can be expected but by <c>!=</c>.</param>
    public bool Matches(object? value)
    {
        string? text = value switch
        {
            null or DBNull => null,
            true => "true",
            false => "false",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        if (text is not null && TryParse(text, out decimal number) && TryParse(_operand, out _))
        {
            int order = number.CompareTo(_number);
            return _operator switch
            {
                ">=" => order >= 0,
                "<=" => order <= 0,
                ">" => order > 0,
                "<" => order < 0,
                "!=" => order != 0,
                _ => order == 0,
            };
        }

        bool equal = string.Equals(text, _operand, StringComparison.Ordinal);
        return _operator switch
        {
            "!=" => !equal,
            "" or "=" => equal,
            _ => false,
        };
    }

    public override string ToString() => _operator.Length == 0 ? $"'{_operand}'" : $"{_operator} {_operand}";

    private static bool TryParse(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Number ^ NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number);
}
