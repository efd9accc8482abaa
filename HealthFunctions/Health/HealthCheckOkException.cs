using System.Text.Json.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Health;

/// <summary>Reports OK, thrown by a health check: it found its subject well. Callers get HTTP 200.</summary>
public sealed class HealthCheckOkException : HealthCheckException
{
    /// <summary>Makes the exception without a message.</summary>
    public HealthCheckOkException()
        : this(null, null)
    {
    }

    /// <summary>Makes the exception with what callers see.</summary>
    /// <param name="additionalProperties">Properties that anyone gets: <see cref="HealthCheckException.AdditionalProperties"/>.</param>
    /// <param name="message">For the log only: no caller sees it.</param>
    /// <param name="innerException">The cause, for the log only.</param>
    public HealthCheckOkException(JsonObject additionalProperties, string? message = null, Exception? innerException = null)
        : base(HealthStatus.Healthy, additionalProperties, message, innerException)
    {
    }

    /// <summary>Makes the exception with a message for the log.</summary>
    /// <param name="message">For the log only: no caller sees it.</param>
    public HealthCheckOkException(string? message)
        : this(message, null)
    {
    }

    /// <summary>Makes the exception with a message and a cause for the log.</summary>
    /// <param name="message">For the log only: no caller sees it.</param>
    /// <param name="innerException">The cause, for the log only.</param>
    public HealthCheckOkException(string? message, Exception? innerException)
        : base(HealthStatus.Healthy, [], message, innerException)
    {
    }
}
