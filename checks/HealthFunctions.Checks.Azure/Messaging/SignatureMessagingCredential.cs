using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Proves it by a shared access signature: one that is given, or one for each resource, made with the key of a policy.</summary>
/// <param name="connection">The connection string, with the key or the signature.</param>
/// <param name="time">The clock that tells when a signature ends.</param>
internal sealed class SignatureMessagingCredential(MessagingConnection connection, TimeProvider time) : MessagingCredential
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(20);

    public override string TokenType => "servicebus.windows.net:sastoken";

    public override ValueTask<string> GetTokenAsync(string resource, CancellationToken cancellationToken) =>
        ValueTask.FromResult(connection.Signature ?? Sign(resource, connection.KeyName!, connection.Key!, time.GetUtcNow() + Life));

    internal static string Sign(string resource, string keyName, string key, DateTimeOffset end)
    {
        string name = Uri.EscapeDataString(resource);
        string seconds = end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{name}\n{seconds}"));
        return $"SharedAccessSignature sr={name}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={seconds}&skn={Uri.EscapeDataString(keyName)}";
    }
}
