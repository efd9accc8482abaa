using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Settings;

/// <summary>Creates options as the framework's options pattern does, from what the app has configured in code.</summary>
/// <remarks>Made by hand: an app that configures nothing does not pay for the pattern at its start.</remarks>
internal sealed class OptionsInCode<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>
    where TOptions : class
{
    private readonly OptionsFactory<TOptions>? _factory;

    public OptionsInCode(IServiceProvider services)
    {
        IServiceProviderIsService? isService = services.GetService<IServiceProviderIsService>();
        Configurations = All<IConfigureOptions<TOptions>>();
        IPostConfigureOptions<TOptions>[] afterwards = All<IPostConfigureOptions<TOptions>>();
        IValidateOptions<TOptions>[] validations = All<IValidateOptions<TOptions>>();
        if (Configurations.Count + afterwards.Length + validations.Length > 0)
        {
            _factory = new OptionsFactory<TOptions>(Configurations, afterwards, validations);
        }

        TService[] All<TService>()
            where TService : class =>
            isService?.IsService(typeof(TService)) == false ? [] : [.. services.GetServices<TService>()];
    }

    /// <summary>Gets what the app has registered to configure these options.</summary>
    public IReadOnlyList<IConfigureOptions<TOptions>> Configurations { get; }

    /// <summary>Creates the options of a name. What a validator of the app refuses is reported.</summary>
    public TOptions Create(string name, SettingsErrors errors)
    {
        try
        {
            return _factory?.Create(name) ?? Activator.CreateInstance<TOptions>();
        }
        catch (OptionsValidationException exception)
        {
            errors.AddRange(exception.Failures);
            return Activator.CreateInstance<TOptions>();
        }
    }
}
