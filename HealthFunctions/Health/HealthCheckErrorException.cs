using System.Text.Json.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Health;

/// <summary>Reports ERROR, thrown by a health check: it found its subject failing. Callers get HTTP 500, unless the app asks for another.</summary>
public sealed class HealthCheckErrorException : HealthCheckException
{
    /// <summary>Makes the exception without a message.</summary>
    public HealthCheckErrorException()
        : this(null, null)
    {
    }

    /// <summary>Makes the exception with what callers see.</summary>
    /// <param name="additionalProperties">Properties that anyone gets: <see cref="HealthCheckException.AdditionalProperties"/>.</param>
    /// <param name="message">For the log only: no caller sees it.</param>
    /// <param name="innerException">The cause, for the log only.</param>
    public HealthCheckErrorException(JsonObject additionalProperties, string? message = null, Exception? innerException = null)
        : base(HealthStatus.Unhealthy, additionalProperties, message, innerException)
    {
    }

    /// <summary>Makes the exception with a message for the log.</summary>
    /// <param name="message">For the log only: no caller sees it.</param>
    public HealthCheckErrorException(string? message)
        : this(message, null)
    {
    }

    /// <summary>Makes the exception with a message and a cause for the log.</summary>
    /// <param name="message">For the log only: no caller sees it.</param>
    /// <param name="innerException">The cause, for the log only.</param>
    public HealthCheckErrorException(string? message, Exception? innerException)
        : base(HealthStatus.Unhealthy, [], message, innerException)
    {
    }
}
