using System.Security.Cryptography;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Makes secrets that a test can look for: no two are the same, and nothing else looks like one.</summary>
internal static class Canary
{
    /// <summary>Makes a secret of letters and digits, which needs no quotes in any connection string.</summary>
    public static string Create() => $"canary{RandomNumberGenerator.GetHexString(24, lowercase: true)}";
}
