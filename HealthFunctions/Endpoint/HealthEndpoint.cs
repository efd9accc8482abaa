using System.Globalization;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Endpoint;

/// <summary>
/// Answers requests to the health endpoint, for any host: it takes a small request value and returns a response value, which hosts only copy.
/// </summary>
public sealed class HealthEndpoint
{
    /// <summary>The group of every check. A tag of that name adds nothing to it.</summary>
    private const string EveryCheck = "all";

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
    private bool _isWarm;

    internal HealthEndpoint(HealthCheckEngine engine, EndpointSettings settings)
    {
        _engine = engine;
        _settings = settings;
    }

    /// <summary>
    /// Answers one request. It is refused for the first of these that is wrong: the path (404), the method (405), the name of the
    /// check or group (404), the query (400). The first answer of the process has the header <c>X-Cold-Start: true</c>.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The caller has gone. That cancels no check, which may serve other callers too.</param>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public ValueTask<HealthResponse> HandleAsync(HealthRequest request, CancellationToken cancellationToken = default)
    {
        bool isWarm = Volatile.Read(ref _isWarm) || Interlocked.Exchange(ref _isWarm, true);
        ValueTask<HealthResponse> response = AnswerAsync(request, cancellationToken);
        return isWarm ? response : MarkColdStartAsync(response);
    }

    private ValueTask<HealthResponse> AnswerAsync(HealthRequest request, CancellationToken cancellationToken)
    {
        // HTTP knows an answer without a body for HEAD in capitals only: a server that reads "head" waits for one.
        bool head = request.Method == "HEAD";
        if (request.Route == HealthRoute.None)
        {
            return ValueTask.FromResult(head ? NoSuchPath.WithoutBody() : NoSuchPath);
        }

        if (!IsReadable(request.Method))
        {
            return ValueTask.FromResult(NoSuchMethod);
        }

        if (request.Route == HealthRoute.System)
        {
            if (!WarningQuery.TryRead(request.Query, out _, out string given))
            {
                HealthResponse refusal = BadWarning(given);
                return ValueTask.FromResult(head ? refusal.WithoutBody() : refusal);
            }

            return ValueTask.FromResult(head ? SystemHead : System);
        }

        ValueTask<HealthResponse> response = CheckAsync(request.Name!, request.Query, cancellationToken);
        return head ? WithoutBodyAsync(response) : response;
    }

    private static bool IsReadable(string method) =>
        method.Equals("GET", StringComparison.OrdinalIgnoreCase) || method.Equals("HEAD", StringComparison.OrdinalIgnoreCase);

    private static HealthResponse CreateSystemResponse()
    {
        HealthCheckOkException verdict = SystemHealthCheck.CreateVerdict();
        return HealthResponse.Json(200, HealthBody.Of(verdict.Status, WireJson.WriteProperties(verdict.AdditionalProperties)));
    }

    private static async ValueTask<HealthResponse> MarkColdStartAsync(ValueTask<HealthResponse> response) =>
        (await response.ConfigureAwait(false)).WithHeader("X-Cold-Start", "true");

    private static async ValueTask<HealthResponse> WithoutBodyAsync(ValueTask<HealthResponse> response) =>
        (await response.ConfigureAwait(false)).WithoutBody();

    private async ValueTask<HealthResponse> CheckAsync(string name, string? query, CancellationToken cancellationToken)
    {
        if (!TryFind(name, out SharedCheck? check, out IReadOnlyList<SharedCheck> group))
        {
            return NoSuchCheck;
        }

        if (!WarningQuery.TryRead(query, out int? warningStatusCode, out string given))
        {
            return BadWarning(given);
        }

        ValueTask<AggregateResult> asked = check is null
            ? _engine.CheckAsync(group, cancellationToken)
            : _engine.CheckAsync(check, cancellationToken);
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

    /// <summary>Finds the check or, where it is null, the group of a name.</summary>
    private bool TryFind(string name, out SharedCheck? check, out IReadOnlyList<SharedCheck> group)
    {
        (check, group) = (null, []);
        if (string.IsNullOrWhiteSpace(name))
        {
            return false;
        }

        if (_engine.Registry.TryGetCheck(name, out check))
        {
            return true;
        }

        if (name.Equals(EveryCheck, StringComparison.OrdinalIgnoreCase))
        {
            group = _engine.Registry.All;
            return group.Count > 0;
        }

        if (_engine.Registry.TryGetGroup(name, out List<SharedCheck>? tagged))
        {
            group = tagged;
            return true;
        }

        // The Functions host takes spaces at the end away before a custom handler sees them.
        return name.EndsWith(' ') && TryFind(name.TrimEnd(' '), out check, out group);
    }

    private static HealthResponse BadWarning(string given)
    {
        string echo = SingleLine.Of(given, LongestEcho);
        string message = $"The query asks for warning={echo}; allowed: {string.Join(", ", WarningQuery.Allowed)}";
        return HealthResponse.Json(400, WireJson.Write(writer =>
        {
            writer.WriteString("message", message);
            writer.WriteString("code", "BAD_REQUEST");
            writer.WriteBoolean("error", true);
        }));
    }
}
