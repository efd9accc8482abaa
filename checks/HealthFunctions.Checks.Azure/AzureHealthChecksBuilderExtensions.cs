using HealthFunctions.Checks.Azure;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the types of Azure checks.</summary>
public static class AzureHealthChecksBuilderExtensions
{
    /// <summary>Adds the types, so that settings can name them: <c>HealthChecks__&lt;name&gt;__Type=Blob</c>.</summary>
    /// <param name="builder">The builder that <c>services.AddHealthFunctions()</c> returns. Calling this again adds nothing.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddAzureCheckTypes(this IHealthChecksBuilder builder) => builder
        .AddCheckType(new BlobCheckType())
        .AddCheckType(new EventHubsCheckType())
        .AddCheckType(new KeyVaultCheckType())
        .AddCheckType(new QueueCheckType())
        .AddCheckType(new ServiceBusCheckType())
        .AddCheckType(new TableCheckType());
}
