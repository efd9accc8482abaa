namespace HealthFunctions.Checks;

/// <summary>Validates the options <c>UserName</c> and <c>Password</c>, which may be left out. No error shows the password.</summary>
internal static class UserNameAndPassword
{
    /// <param name="userName">The name; null for none.</param>
    /// <param name="password">The password; null for none.</param>
    /// <param name="isPasswordRequired">Whether a name needs a password.</param>
    /// <param name="reject">Reports an error.</param>
    public static void Validate(string? userName, string? password, bool isPasswordRequired, Action<string, string> reject)
    {
        if (password is not null && string.IsNullOrEmpty(userName))
        {
            reject("UserName", "missing; allowed: the name of the user that Password belongs to");
        }

        if (isPasswordRequired && !string.IsNullOrEmpty(userName) && string.IsNullOrEmpty(password))
        {
            reject("Password", "missing; allowed: the password of UserName");
        }
    }
}
