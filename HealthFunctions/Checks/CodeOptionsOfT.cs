using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>Makes and validates the options of a check that is registered in code, once, when they are first asked for.</summary>
internal sealed class CodeOptions<TOptions>(string name, HealthCheckType<TOptions> type, Action<TOptions> configure) : CodeOptions
    where TOptions : class, new()
{
    private readonly Lazy<(TOptions Value, IReadOnlyList<string> Errors)> _made = new(() =>
    {
        TOptions options = new();
        configure(options);
        List<string> errors = [];
        type.CollectErrors(name, options, errors);
        return (options, errors);
    });

    public override IReadOnlyList<string> Errors => _made.Value.Errors;

    public override object Options => _made.Value.Value;

    /// <exception cref="HealthSettingsException">
    /// The options are wrong. Only an app without <c>AddHealthFunctions</c> gets as far as this.
    /// </exception>
    public IHealthCheck CreateCheck(IServiceProvider services) => Errors.Count == 0
        ? type.CreateCheck(_made.Value.Value, services)
        : throw new HealthSettingsException(Errors);
}
