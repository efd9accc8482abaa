using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Judges the answers of Azure's REST APIs. Their words stay where they are: no result has them, but for the code of an error.</summary>
internal static class AzureAnswer
{
    private const int LongestCode = 64;

    /// <summary>Judges an answer by its status.</summary>
    /// <param name="response">The answer, whole.</param>
    /// <param name="what">What was asked for, such as <c>container</c>.</param>
    /// <returns>Why it is an ERROR; null for an answer that tells what it was asked.</returns>
    public static HealthCheckResult? Judge(HttpResponseMessage response, string what)
    {
        if (!IsAzure(response) && (int)response.StatusCode < 500)
        {
            return HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, "The answer is not that of an Azure service.");
        }

        if (response.IsSuccessStatusCode)
        {
            return null;
        }

        string? code = CodeOf(response);
        (HealthReason reason, string? description) = (response.StatusCode, code) switch
        {
            (HttpStatusCode.Unauthorized, _) or (_, "AuthenticationFailed" or "InvalidAuthenticationInfo" or "NoAuthenticationInformation") =>
                (HealthReason.Authentication, "The service did not accept the credentials."),
            // Azurite tells so what Azure tells by AuthenticationFailed; of Azure it is the word of its firewall.
            (HttpStatusCode.Forbidden, "AuthorizationFailure") when IsAzurite(response) =>
                (HealthReason.Authentication, "The service did not accept the credentials."),
            (HttpStatusCode.Forbidden, "SecretDisabled") => (HealthReason.Forbidden, "The secret is disabled."),
            (HttpStatusCode.Forbidden, _) => (HealthReason.Forbidden, $"The credentials do not permit to read the {what}, or the network of the app is not allowed."),
            (HttpStatusCode.NotFound, _) => (HealthReason.NotFound, $"There is no such {what}."),
            (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, _) => (HealthReason.Unavailable, "The service is busy or unavailable."),
            _ => (HealthReason.UnexpectedStatus, (string?)null),
        };
        string answer = string.Create(CultureInfo.InvariantCulture, $"It answered {(int)response.StatusCode}{(code is null ? null : $", {code}")}.");
        return HealthCheckResult.Unhealthy(reason, description is null ? answer : $"{description} {answer}");
    }

    /// <summary>Tells whether the answer is that there is no such thing.</summary>
    public static bool IsNotFound(HttpResponseMessage response) => response.StatusCode == HttpStatusCode.NotFound && IsAzure(response);

    private static bool IsAzure(HttpResponseMessage response) => response.Headers.NonValidated.Contains("x-ms-request-id");

    private static bool IsAzurite(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Server", out HeaderStringValues values) && values.ToString().StartsWith("Azurite", StringComparison.Ordinal);

    /// <summary>Finds the code of an error: a header has it, or the body where that is JSON. The inner code is the more precise one.</summary>
    private static string? CodeOf(HttpResponseMessage response)
    {
        string? code = response.Headers.NonValidated.TryGetValues("x-ms-error-code", out HeaderStringValues values) ? values.ToString() : CodeOfBody(response);
        return code is { Length: > 0 and <= LongestCode } && code.All(char.IsAsciiLetterOrDigit) ? code : null;
    }

    private static string? CodeOfBody(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return null;
        }

        try
        {
            using JsonDocument body = JsonDocument.Parse(response.Content.ReadAsStream());
            return (Find(body.RootElement, "error") ?? Find(body.RootElement, "odata.error")) is { } error
                && Find(Find(error, "innererror") ?? error, "code") is { ValueKind: JsonValueKind.String } code
                ? code.GetString()
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement found) ? found : null;
}
