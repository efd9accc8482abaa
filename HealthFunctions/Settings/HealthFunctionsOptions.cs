using System.ComponentModel.DataAnnotations;

namespace HealthFunctions.Settings;

/// <summary>
/// Sets what <c>builder.AddHealthFunctions(options => …)</c> can set in code. Settings (<c>HealthFunctions__…</c>) beat it. What
/// is wrong stops the start of the host, with all other errors.
/// </summary>
public sealed class HealthFunctionsOptions
{
    /// <summary>Gets or sets the limit of one whole call, counted from its arrival. What has no result by then is ERROR. Calls of <c>HealthCheckService</c> in code have none.</summary>
    /// <value>The default is 10 seconds; 1 ms to 5 minutes.</value>
    [DurationRange("1ms", "5m")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets how many runs may be under way at once in the process. More wait, which counts towards no timeout and is no
    /// failure. A run past its timeout does not count.
    /// </summary>
    /// <value>The default is 64; 1 to 10,000.</value>
    [Range(1, HealthFunctionsOptionsValidator.MostConcurrency)]
    public int MaxConcurrency { get; set; } = 64;

    /// <summary>
    /// Gets or sets whether the minimum of the process's thread pool is raised by the number of runs under way, at most
    /// 256, so that checks that block their threads delay nobody.
    /// </summary>
    /// <value>The default is true; with false the pool is left alone.</value>
    public bool ReserveThreads { get; set; } = true;

    /// <summary>
    /// Gets or sets for how many seconds a stop of the host first answers groups with ERROR, reason <c>SHUTDOWN</c>, and serves on: load balancers take
    /// the instance out meanwhile. They count towards the shutdown timeout of the host.
    /// </summary>
    /// <value>The default is 0: the stop begins at once; 0 to 300.</value>
    [Range(0, HealthFunctionsOptionsValidator.LongestDrainSeconds)]
    public int DrainSeconds { get; set; }

    /// <summary>Gets or sets the HTTP status code of WARNING. One caller asks for another by <c>?warning=</c>: 200, 429, 500 or 503; anything else is 400.</summary>
    /// <value>The default is 500; 200 to 599, but for 204, 205 and 304, which have no body.</value>
    [Range(200, 599)]
    [DeniedValues(204, 205, 304)]
    public int WarningStatusCode { get; set; } = 500;

    /// <summary>Gets or sets the HTTP status code of ERROR.</summary>
    /// <value>The default is 500; 200 to 599, but for 204, 205 and 304, which have no body.</value>
    [Range(200, 599)]
    [DeniedValues(204, 205, 304)]
    public int ErrorStatusCode { get; set; } = 500;

    /// <summary>
    /// Gets or sets the clock of the engine, for tests of the app that are about time. It is not taken from the services: with a
    /// fake one there, as tests of other things have, a check that hangs would never be answered. Only code can set it.
    /// </summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the configuration section that describes checks. Only code can set it.</summary>
    /// <value>The default is <c>HealthChecks</c>; a section below another is written with colons, <c>Monitoring:HealthChecks</c>.</value>
    public string HealthChecksSection { get; set; } = "HealthChecks";

    /// <summary>Gets or sets the configuration section of these options. Only code can set it.</summary>
    /// <value>The default is <c>HealthFunctions</c>; a section below another is written with colons.</value>
    public string HealthFunctionsSection { get; set; } = "HealthFunctions";

    /// <summary>
    /// Gets or sets whether anything in <see cref="HealthChecksSection"/> that is no setting of a check stops the start. Set it
    /// where nothing else reads that section. Only code can set it.
    /// </summary>
    /// <value>The default is false: keys of others are left alone, and named in one log line at the start.</value>
    public bool ErrorOnUnknownConfiguration { get; set; }
}
