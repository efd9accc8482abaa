using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Redis;

/// <summary>Holds which Redis servers a check asks.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Authentication"/></term></item>
/// <item><term><see cref="HealthReason.Forbidden"/></term></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__cache__Type=Redis
/// HealthChecks__cache__ConnectionString=cache.example.org:6380,password=…,ssl=true
/// </code>
/// </example>
public sealed class RedisCheckOptions
{
    /// <summary>Gets or sets the connection string, in the syntax of StackExchange.Redis.</summary>
    /// <value>
    /// Required, such as <c>cache.example.org:6380,password=…,ssl=true</c>. The check keeps one connection to each server that it
    /// names, and each must answer. The limits of time are those of the run: those of the connection string do not count. A
    /// <c>serviceName</c> of Sentinel is not allowed.
    /// </value>
    [Required]
    public string? ConnectionString { get; set; }
}
