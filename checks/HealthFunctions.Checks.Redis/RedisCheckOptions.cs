using System.ComponentModel.DataAnnotations;

namespace HealthFunctions.Checks.Redis;

/// <summary>Holds which Redis servers a check asks.</summary>
public sealed class RedisCheckOptions
{
    /// <summary>Gets or sets the connection string, in the syntax of StackExchange.Redis.</summary>
    /// <value>
    /// Required, such as <c>cache.example.org:6380,password=…,ssl=true</c>. The check keeps one connection to each server that it
    /// names, and each must answer. A <c>serviceName</c> of Sentinel is not allowed.
    /// </value>
    [Required]
    public string? ConnectionString { get; set; }
}
