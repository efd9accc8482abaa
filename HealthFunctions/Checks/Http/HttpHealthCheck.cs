using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using HealthFunctions.Checks.Http.Identity;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Http;

/// <summary>
/// Asks for an HTTP resource: anything but the expected status, headers and body is ERROR, a certificate near its end WARNING.
/// </summary>
/// <remarks>What cannot be reached or does not answer throws, or runs into the engine's deadline: ERROR too.</remarks>
internal sealed class HttpHealthCheck : IHealthCheck, IDisposable
{
    private readonly HttpCheckOptions _options;
    private readonly StatusRanges _expectedStatus;
    private readonly HeaderCondition[] _expectedHeaders;
    private readonly Regex? _expectedBody;
    private readonly JsonCondition[] _expectedJson;
    private readonly TimeProvider _time;
    private readonly HttpResourceClient _client;

    /// <summary>Makes the check, with its client.</summary>
    /// <param name="options">What to ask for and what to expect; valid.</param>
    /// <param name="time">The clock that certificates and connection attempts are held to.</param>
    /// <param name="connector">Opens connections; null for the usual one.</param>
    /// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
    /// <param name="identity">Who gives the tokens of the managed identity; null for what the environment says.</param>
    public HttpHealthCheck(
        HttpCheckOptions options, TimeProvider time, HappyEyeballs? connector = null, X509ChainPolicy? trust = null, IdentityEndpoint? identity = null)
    {
        _options = options;
        _expectedStatus = StatusRanges.Parse(options.ExpectedStatus);
        _expectedHeaders = options.ExpectedHeaders.Select(header => new HeaderCondition(header)).ToArray();
        _expectedBody = options.ExpectedBody is { } pattern ? ExpectedText.CreatePattern(pattern) : null;
        _expectedJson = options.ExpectedJson.Select(value => new JsonCondition(value)).ToArray();
        _time = time;
        _client = new HttpResourceClient(options, new HttpConnector(connector ?? new HappyEyeballs(time)), time, trust, identity);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ProbeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (cancellationToken.IsCancellationRequested)
        {
            // The end of a run ends its connection attempt too, which may be the first to tell.
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
        catch (HttpRequestException error) when (LogText.IsNeeded(error))
        {
            throw LogText.Clean(error);
        }
        catch (Exception error) when (error is ManagedIdentityException or ClientCertificateException)
        {
            return HealthCheckResult.Unhealthy(HealthReason.Authentication, error.Message, error.InnerException);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HealthCheckResult> ProbeAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _client.SendAsync(cancellationToken).ConfigureAwait(false);
        int status = (int)response.StatusCode;
        if (!_expectedStatus.Contains(status))
        {
            return HealthCheckResult.Unhealthy(
                HealthReason.UnexpectedStatus,
                string.Create(CultureInfo.InvariantCulture, $"Expected status {_options.ExpectedStatus}, got {status}."));
        }

        string body = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
        Dictionary<string, object>? data = _expectedJson.Length > 0 ? [] : null;
        if (FindProblem(response, body, data) is { } problem)
        {
            return HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, problem, data: data);
        }

        return _client.CertificateEndsAt is { } end
            ? CertificateExpiry.Judge(end, _options.CertificateExpiryWarning, _time.GetUtcNow(), data)
            : HealthCheckResult.Healthy(data: data);
    }

    private string? FindProblem(HttpResponseMessage response, string body, Dictionary<string, object>? data)
    {
        foreach (HeaderCondition header in _expectedHeaders)
        {
            if (header.Judge(response) is { } problem)
            {
                return problem;
            }
        }

        if (_expectedBody?.IsMatch(body) == false)
        {
            return $"The body does not match '{_expectedBody}'.";
        }

        return data is null ? null : JudgeJson(body, data);
    }

    /// <summary>Judges all values, also after one that does not fit: so the data is there when it is wanted most.</summary>
    private string? JudgeJson(string body, Dictionary<string, object> data)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            string? first = null;
            foreach (JsonCondition condition in _expectedJson)
            {
                string? problem = condition.Judge(document.RootElement, data);
                first ??= problem;
            }

            return first;
        }
        catch (JsonException)
        {
            // Its message quotes the body.
            return "The body is no JSON.";
        }
    }

    /// <summary>Reads a body to its end even where nobody looks at it: an answer that never ends is no answer.</summary>
    /// <returns>Its text, where somebody does.</returns>
    private async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // Their Content-Length is that of a body that does not come.
        if (response.RequestMessage!.Method == HttpMethod.Head || response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
        {
            return string.Empty;
        }

        try
        {
            await response.Content.LoadIntoBufferAsync(_options.MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new HttpRequestException(
                error.HttpRequestError,
                string.Create(CultureInfo.InvariantCulture, $"The body is longer than {nameof(HttpCheckOptions.MaxBodyBytes)}, {_options.MaxBodyBytes}."));
        }

        return _expectedBody is null && _expectedJson.Length == 0 ? string.Empty : await BodyText.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
    }
}
