using System.Globalization;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Endpoint;

/// <summary>
/// Answers requests to the health endpoint, for any host: it takes a small request value and returns a response value, which hosts only copy.
/// </summary>
public sealed class HealthEndpoint
{
    /// <summary>Limits how much of a query is repeated in an error.</summary>
    private const int LongestEcho = 64;

    private static readonly HealthResponse System = CreateSystemResponse();

    private static readonly HealthResponse SystemHead = System.WithoutBody();

    private static readonly HealthResponse NoSuchCheck = HealthResponse.Json(
        404, """{"message":"No such health check","code":"NOT_FOUND","error":true}"""u8.ToArray());

    private static readonly HealthResponse NoSuchPath = HealthResponse.Json(
        404, """{"message":"No such path","code":"NOT_FOUND","error":true}"""u8.ToArray());

    private static readonly HealthResponse NoSuchMethod = HealthResponse.Json(
        405,
        """{"message":"Only GET and HEAD are allowed","code":"METHOD_NOT_ALLOWED","error":true}"""u8.ToArray(),
        KeyValuePair.Create("Allow", "GET, HEAD"));

    private readonly HealthCheckEngine _engine;
    private readonly EndpointSettings _settings;

    internal HealthEndpoint(HealthCheckEngine engine, EndpointSettings settings)
    {
        _engine = engine;
        _settings = settings;
    }

    /// <summary>Answers one request. Anything but the endpoint's own paths is 404, anything but GET and HEAD 405.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The caller has gone. That cancels no check, which may serve other callers too.</param>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public ValueTask<HealthResponse> HandleAsync(HealthRequest request, CancellationToken cancellationToken = default)
    {
        bool head = request.Method == "HEAD";
        bool readable = head || request.Method == "GET";
        if (request.Route == HealthRoute.None)
        {
            return ValueTask.FromResult(head ? NoSuchPath.WithoutBody() : NoSuchPath);
        }

        if (!readable)
        {
            return ValueTask.FromResult(NoSuchMethod);
        }

        if (request.Route == HealthRoute.System)
        {
            return ValueTask.FromResult(head ? SystemHead : System);
        }

        ValueTask<HealthResponse> response = CheckAsync(request.Name!, request.Query, cancellationToken);
        return head ? WithoutBodyAsync(response) : response;
    }

    private static HealthResponse CreateSystemResponse()
    {
        HealthCheckOkException verdict = SystemHealthCheck.CreateVerdict();
        return HealthResponse.Json(200, HealthBody.Of(verdict.Status, WireJson.WriteProperties(verdict.AdditionalProperties)));
    }

    private static async ValueTask<HealthResponse> WithoutBodyAsync(ValueTask<HealthResponse> response) =>
        (await response.ConfigureAwait(false)).WithoutBody();

    private async ValueTask<HealthResponse> CheckAsync(string name, string? query, CancellationToken cancellationToken)
    {
        if (!WarningQuery.TryRead(query, out int? warningStatusCode, out string given))
        {
            return BadWarning(given);
        }

        ValueTask<AggregateResult> asked;
        if (_engine.Registry.TryGetCheck(name, out SharedCheck? check))
        {
            asked = _engine.CheckAsync(check, cancellationToken);
        }
        else if (_engine.Registry.TryGetGroup(name, out List<SharedCheck>? group))
        {
            asked = _engine.CheckAsync(group, cancellationToken);
        }
        else
        {
            return NoSuchCheck;
        }

        AggregateResult answer = await asked.ConfigureAwait(false);
        int statusCode = answer.Status switch
        {
            HealthStatus.Healthy => 200,
            HealthStatus.Degraded => warningStatusCode ?? _settings.WarningStatusCode,
            _ => _settings.ErrorStatusCode,
        };
        ReadOnlyMemory<byte> body = HealthBody.Of(answer.Status, answer.Properties);
        return answer.Age is { } age
            ? HealthResponse.Json(statusCode, body, KeyValuePair.Create("Age", ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture)))
            : HealthResponse.Json(statusCode, body);
    }

    private static HealthResponse BadWarning(string given)
    {
        string echo = given.Length > LongestEcho ? given[..LongestEcho] + "…" : given;
        string message = $"The query asks for warning={echo}; allowed: {string.Join(", ", WarningQuery.Allowed)}";
        return HealthResponse.Json(400, WireJson.Write(writer =>
        {
            writer.WriteString("message", message);
            writer.WriteString("code", "BAD_REQUEST");
            writer.WriteBoolean("error", true);
        }));
    }
}
