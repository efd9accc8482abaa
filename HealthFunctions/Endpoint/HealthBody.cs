using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Endpoint;

/// <summary>Makes the body of a bare answer.</summary>
internal static class HealthBody
{
    private static readonly ReadOnlyMemory<byte> Ok = "{\"code\":\"OK\",\"ok\":true}"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Warning = "{\"code\":\"WARNING\",\"error\":true}"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Error = "{\"code\":\"ERROR\",\"error\":true}"u8.ToArray();

    /// <param name="status">The status that <c>code</c>, and <c>ok</c> or <c>error</c>, show.</param>
    /// <param name="properties">A JSON object whose properties come first; empty for none.</param>
    public static ReadOnlyMemory<byte> Of(HealthStatus status, ReadOnlyMemory<byte> properties)
    {
        ReadOnlyMemory<byte> code = status switch
        {
            HealthStatus.Healthy => Ok,
            HealthStatus.Degraded => Warning,
            _ => Error,
        };

        // {"a":1} and {"code":…} become {"a":1,"code":…}
        return properties.IsEmpty ? code : (byte[])[.. properties.Span[..^1], (byte)',', .. code.Span[1..]];
    }
}
