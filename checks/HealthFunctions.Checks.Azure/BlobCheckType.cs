using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using HealthFunctions.Checks.Azure.Storage;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Defines <c>Type=Blob</c>.</summary>
internal sealed partial class BlobCheckType() : StorageCheckType<BlobCheckOptions>(StorageServiceKind.Blob, AllowedBlobUri)
{
    public const string AllowedBlobUri = "the https URI of an account's blobs, such as https://shop.blob.core.windows.net";
    public const string AllowedContainer = "the name of a container, 3 to 63 letters in lower case, digits and single hyphens, such as uploads";
    public const string ContainerPattern = $@"^(\$root|\$web|\$logs|{ResourceName.StoragePattern})$";

    public override string Name => "Blob";

    protected override void Read(SettingsSection settings, BlobCheckOptions options)
    {
        base.Read(settings, options);
        options.Container = settings.GetString(nameof(options.Container));
    }

    protected override void Validate(BlobCheckOptions options, Action<string, string> reject)
    {
        base.Validate(options, reject);
        ResourceName.Validate(nameof(options.Container), options.Container, ContainerName(), AllowedContainer, reject);
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The check disposes of it.")]
    protected override IHealthCheck Create(BlobCheckOptions options, IServiceProvider services) => new BlobHealthCheck(
        CreateService(options, services.GetClock()), options.Container!);

    [GeneratedRegex(ContainerPattern, RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();
}
