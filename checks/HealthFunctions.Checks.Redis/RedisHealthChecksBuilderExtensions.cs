using HealthFunctions.Checks.Redis;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Redis checks.</summary>
public static class RedisHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that asks Redis servers for an answer to PING, as <c>Type=Redis</c> does in settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="configure">
    /// Sets the options, once, when the host starts; <see cref="RedisCheckOptions.ConnectionString"/> is required. Wrong ones stop the start.
    /// </param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddRedis(
        this IHealthChecksBuilder builder,
        string name,
        Action<RedisCheckOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null) =>
        builder.AddCheck(name, new RedisCheckType(), configure, failureStatus, tags, timeout);

    /// <summary>Adds the type, so that settings can name it: <c>HealthChecks__&lt;name&gt;__Type=Redis</c>.</summary>
    /// <param name="builder">The builder that <c>services.AddHealthFunctions()</c> returns. Calling this again adds nothing.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddRedisCheckTypes(this IHealthChecksBuilder builder) => builder.AddCheckType(new RedisCheckType());
}
