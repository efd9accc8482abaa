using System.Globalization;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Endpoint;

/// <summary>
/// The health endpoint, for any host: a small request value in, a reply value out. Hosts only copy.
/// </summary>
public sealed class HealthEndpoint
{
    /// <summary>A query is echoed in an error, but only so much of it.</summary>
    private const int LongestEcho = 64;

    // Written out, because the first of them is needed before anything else: no JSON writer has to be set up for it.
    private static readonly HealthReply System = HealthReply.Json(200, """{"message":"API running","code":"OK","ok":true}"""u8.ToArray());

    private static readonly HealthReply SystemHead = System.WithoutBody();

    private static readonly HealthReply NoSuchCheck = HealthReply.Json(
        404, """{"message":"No such health check","code":"NOT_FOUND","error":true}"""u8.ToArray());

    private static readonly HealthReply NoSuchPath = HealthReply.Json(
        404, """{"message":"No such path","code":"NOT_FOUND","error":true}"""u8.ToArray());

    private static readonly HealthReply NoSuchMethod = HealthReply.Json(
        405,
        """{"message":"Only GET and HEAD are allowed","code":"METHOD_NOT_ALLOWED","error":true}"""u8.ToArray(),
        KeyValuePair.Create("Allow", "GET, HEAD"));

    private readonly HealthCheckEngine engine;
    private readonly EndpointSettings settings;

    internal HealthEndpoint(HealthCheckEngine engine, EndpointSettings settings)
    {
        this.engine = engine;
        this.settings = settings;
    }

    /// <summary>Answers one request. Anything but the endpoint's own paths is 404, anything but GET and HEAD 405.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The caller has gone. That cancels no check, which may serve other callers too.</param>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public ValueTask<HealthReply> HandleAsync(HealthRequest request, CancellationToken cancellationToken = default)
    {
        bool head = request.Method == "HEAD";
        bool readable = head || request.Method == "GET";
        if (HealthRoutes.IsSystem(request.Path))
        {
            return ValueTask.FromResult(!readable ? NoSuchMethod : head ? SystemHead : System);
        }

        if (!HealthRoutes.IsNamed(request.Path, out ReadOnlySpan<char> name))
        {
            return ValueTask.FromResult(head ? NoSuchPath.WithoutBody() : NoSuchPath);
        }

        if (!readable)
        {
            return ValueTask.FromResult(NoSuchMethod);
        }

        ValueTask<HealthReply> reply = CheckAsync(name.ToString(), request.Query, cancellationToken);
        return head ? WithoutBodyAsync(reply) : reply;
    }

    private static async ValueTask<HealthReply> WithoutBodyAsync(ValueTask<HealthReply> reply) =>
        (await reply.ConfigureAwait(false)).WithoutBody();

    private async ValueTask<HealthReply> CheckAsync(string name, string? query, CancellationToken cancellationToken)
    {
        if (!WarningQuery.TryRead(query, out int? warningStatusCode, out string given))
        {
            return BadWarning(given);
        }

        ValueTask<HealthAnswer> asked;
        if (engine.Catalogue.TryGetCheck(name, out SharedCheck? check))
        {
            asked = engine.CheckAsync(check, cancellationToken);
        }
        else if (engine.Catalogue.TryGetGroup(name, out List<SharedCheck>? group))
        {
            asked = engine.CheckAsync(group, cancellationToken);
        }
        else
        {
            return NoSuchCheck;
        }

        HealthAnswer answer = await asked.ConfigureAwait(false);
        int statusCode = answer.Status switch
        {
            HealthStatus.Healthy => 200,
            HealthStatus.Degraded => warningStatusCode ?? settings.WarningStatusCode,
            _ => settings.ErrorStatusCode,
        };
        ReadOnlyMemory<byte> body = HealthBody.Of(answer.Status, answer.Members);
        return answer.Age is { } age
            ? HealthReply.Json(statusCode, body, KeyValuePair.Create("Age", ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture)))
            : HealthReply.Json(statusCode, body);
    }

    private static HealthReply BadWarning(string given)
    {
        string echo = given.Length > LongestEcho ? given[..LongestEcho] + "…" : given;
        string message = $"The query asks for warning={echo}; allowed: {string.Join(", ", WarningQuery.Allowed)}";
        return HealthReply.Json(400, WireJson.Write(writer =>
        {
            writer.WriteString("message", message);
            writer.WriteString("code", "BAD_REQUEST");
            writer.WriteBoolean("error", true);
        }));
    }
}
