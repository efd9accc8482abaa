using HealthFunctions.Settings;

namespace HealthFunctions.Checks;

/// <summary>Validates the two limits of a check that compares an amount: one for WARNING, one for ERROR.</summary>
internal static class SizeLimitsValidator
{
    /// <summary>Reports limits that are missing, out of range, or such that WARNING could never show.</summary>
    /// <param name="warn">The limit for WARNING, with its name.</param>
    /// <param name="error">The limit for ERROR, with its name.</param>
    /// <param name="inOrder">Whether the limit for WARNING is reached before the one for ERROR; unknown is true.</param>
    /// <param name="allowedError">What is allowed for the limit for ERROR, if not.</param>
    /// <param name="reject">Takes what is wrong, by property.</param>
    public static void Validate(
        (string Name, SizeLimit? Value) warn,
        (string Name, SizeLimit? Value) error,
        Func<SizeLimit, SizeLimit, bool> inOrder,
        string allowedError,
        Action<string, string> reject)
    {
        if (warn.Value is null && error.Value is null)
        {
            reject(warn.Name, $"missing, and so is {error.Name}; allowed: one of them or both, {SizeLimit.Allowed}");
        }

        ValidateRange(warn, reject);
        ValidateRange(error, reject);
        if (warn.Value is { IsValid: true } warnLimit && error.Value is { IsValid: true } errorLimit && !inOrder(warnLimit, errorLimit))
        {
            reject(error.Name, $"'{errorLimit}'; allowed: {allowedError} {warn.Name}, {warnLimit}");
        }
    }

    private static void ValidateRange((string Name, SizeLimit? Value) limit, Action<string, string> reject)
    {
        if (limit.Value is { IsValid: false } value)
        {
            reject(limit.Name, $"'{value}'; allowed: {SizeLimit.Allowed}");
        }
    }
}
