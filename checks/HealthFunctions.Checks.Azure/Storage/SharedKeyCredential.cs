using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace HealthFunctions.Checks.Azure.Storage;

/// <summary>Signs requests without a body by the key of a storage account: by the scheme SharedKey, those of tables by SharedKeyLite.</summary>
/// <param name="account">The name of the account.</param>
/// <param name="key">The key of the account.</param>
/// <param name="isTable">Whether the service is that of tables.</param>
/// <param name="time">The clock of the dates of requests.</param>
internal sealed class SharedKeyCredential(string account, byte[] key, bool isTable, TimeProvider time) : AzureCredential
{
    private const string DateHeader = "x-ms-date";

    public override ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation(DateHeader, time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture));
        byte[] signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(isTable ? TextOfTable(request) : TextOf(request)));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            isTable ? "SharedKeyLite" : "SharedKey", $"{account}:{Convert.ToBase64String(signature)}");
        return ValueTask.CompletedTask;
    }

    private string TextOfTable(HttpRequestMessage request) =>
        $"{request.Headers.NonValidated[DateHeader]}\n/{account}{request.RequestUri!.AbsolutePath}";

    private string TextOf(HttpRequestMessage request)
    {
        StringBuilder text = new();
        // The method, and eleven headers that a request without a body and conditions does not have.
        text.Append(request.Method.Method).Append('\n', 12);
        foreach ((string name, HeaderStringValues value) in request.Headers.NonValidated
            .Where(header => header.Key.StartsWith("x-ms-", StringComparison.Ordinal))
            .OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}:{value}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"/{account}{request.RequestUri!.AbsolutePath}");
        foreach (string parameter in request.RequestUri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))
        {
            // Those of our requests are plain: nothing in them is encoded.
            text.Append('\n').Append(parameter.Replace('=', ':'));
        }

        return text.ToString();
    }
}
