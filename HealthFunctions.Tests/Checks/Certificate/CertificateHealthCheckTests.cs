using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HealthFunctions.Checks;
using HealthFunctions.Checks.Certificate;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Certificate;

/// <summary>Tests <c>Type=Certificate</c> with real files.</summary>
public sealed class CertificateHealthCheckTests : IDisposable
{
    private const string Password = "canary";
    private readonly string _path = Path.GetTempFileName();
    private readonly X509Certificate2 _certificate = TestCertificate.Create(TimeSpan.FromDays(30));
    private readonly X509Certificate2 _other = TestCertificate.Create(TimeSpan.FromDays(300));
    private readonly CountingClock _clock = new();

    public static TheoryData<string> Formats => ["PEM", "PEM after its key", "PEM before its issuer", "DER", "PFX", "PFX with its issuer"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Each_format_is_read(string format)
    {
        await WriteAsync(format);

        HealthReportEntry entry = await CheckProbe.ReportAsync(
            "Certificate", ("Path", _path), ("Password", format.StartsWith("PFX", StringComparison.Ordinal) ? Password : string.Empty));

        Assert.Equal((HealthStatus.Healthy, null), (entry.Status, entry.Exception));
        Assert.Equal(new ObservedValue(29, "d"), entry.Data[CertificateExpiry.DaysLeft]);
    }

    [Theory]
    [InlineData("begin", -1, HealthStatus.Unhealthy, "The certificate begins at {0:u}.")]
    [InlineData("begin", 0, HealthStatus.Healthy, null)]
    [InlineData("warning", 0, HealthStatus.Healthy, null)]
    [InlineData("warning", 1, HealthStatus.Degraded, "The certificate ends at {1:u}.")]
    [InlineData("end", 0, HealthStatus.Degraded, "The certificate ends at {1:u}.")]
    [InlineData("end", 1, HealthStatus.Unhealthy, "The certificate ended at {1:u}.")]
    public async Task The_clock_decides(string moment, int seconds, HealthStatus status, string? description)
    {
        await WriteAsync("PEM");
        DateTimeOffset begin = _certificate.NotBefore.ToUniversalTime();
        DateTimeOffset end = _certificate.NotAfter.ToUniversalTime();
        CertificateHealthCheck check = Check(
            (moment switch { "begin" => begin, "end" => end, _ => end.AddDays(-14) }).AddSeconds(seconds), ("CertificateExpiryWarning", "14d"));

        HealthCheckResult result = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        string? expected = description is null ? null : string.Format(CultureInfo.InvariantCulture, description, begin, end);
        Assert.Equal((status, expected), (result.Status, result.Description));
    }

    [Fact]
    public async Task A_new_certificate_counts_from_the_next_run()
    {
        await WriteAsync("PEM");
        await using CheckProbe probe = new("Certificate", ("Path", _path), ("CertificateExpiryWarning", "31d"));

        HealthStatus before = (await probe.ReportAsync()).Status;
        await File.WriteAllTextAsync(_path, _other.ExportCertificatePem(), TestContext.Current.CancellationToken);

        Assert.Equal((HealthStatus.Degraded, HealthStatus.Healthy), (before, (await probe.ReportAsync()).Status));
    }

    [Theory]
    [InlineData("canary-2")]
    [InlineData("")]
    public async Task A_wrong_password_is_an_ERROR_that_does_not_show_it(string password)
    {
        await WriteAsync("PFX");

        HealthReportEntry entry = await CheckProbe.ReportAsync("Certificate", ("Path", _path), ("Password", password));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        CryptographicException error = Assert.IsType<CryptographicException>(entry.Exception, exactMatch: false);
        Assert.DoesNotContain(password.Length > 0 ? password : Password, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public async Task A_file_without_a_certificate_is_an_ERROR(string text)
    {
        await File.WriteAllTextAsync(_path, text, TestContext.Current.CancellationToken);

        HealthReportEntry entry = await CheckProbe.ReportAsync("Certificate", ("Path", _path));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<CryptographicException>(entry.Exception, exactMatch: false);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_an_ERROR_and_read_as_soon_as_it_is()
    {
        File.Delete(_path);
        await using CheckProbe probe = new("Certificate", ("Path", _path));

        HealthReportEntry before = await probe.ReportAsync();
        await WriteAsync("PEM");

        Assert.IsType<FileNotFoundException>(before.Exception);
        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (before.Status, (await probe.ReportAsync()).Status));
    }

    [Fact]
    public async Task A_folder_is_an_ERROR()
    {
        HealthReportEntry entry = await CheckProbe.ReportAsync("Certificate", ("Path", Path.GetTempPath()));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<UnauthorizedAccessException>(entry.Exception);
    }

    [Fact]
    public async Task A_file_without_an_end_is_an_ERROR()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such file.");

        HealthReportEntry entry = await CheckProbe.ReportAsync("Certificate", ("Path", "/dev/zero"));

        Assert.Equal("The file is longer than 1048576 bytes.", Assert.IsType<IOException>(entry.Exception).Message);
    }

    [Fact]
    public async Task A_check_in_code_does_as_its_options_say()
    {
        await WriteAsync("PFX");
        await using EngineUnderTest engine = new(checks => checks.AddCertificate("cert", options =>
        {
            options.Path = _path;
            options.Password = Password;
            options.CertificateExpiryWarning = TimeSpan.FromDays(14);
        }));
        engine.Clock.SetUtcNow(_certificate.NotAfter.ToUniversalTime().AddDays(-13));

        CheckResult result = await engine.GetOrStartRunAsync("cert");

        Assert.Equal(HealthStatus.Degraded, result.Status);
    }

    public void Dispose()
    {
        File.Delete(_path);
        _certificate.Dispose();
        _other.Dispose();
    }

    private CertificateHealthCheck Check(DateTimeOffset now, params IEnumerable<(string Key, string Value)> settings)
    {
        _clock.SetUtcNow(now);
        return new CertificateHealthCheck(CheckProbe.Read(new CertificateCheckType(), [("Path", _path), .. settings]), _clock);
    }

    private Task WriteAsync(string format)
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 issuer = X509CertificateLoader.LoadCertificate(_other.RawData);
        string pem = _certificate.ExportCertificatePem();
        return File.WriteAllBytesAsync(_path, format switch
        {
            "PEM" => Encoding.UTF8.GetBytes(pem),
            "PEM after its key" => Encoding.UTF8.GetBytes($"# gr\u00FCn\r\n{key.ExportPkcs8PrivateKeyPem()}\r\n{pem}\r\n"),
            "PEM before its issuer" => Encoding.UTF8.GetBytes($"{pem}\n{issuer.ExportCertificatePem()}\n"),
            "DER" => _certificate.RawData,
            "PFX" => _certificate.Export(X509ContentType.Pfx, Password),
            _ => new X509Certificate2Collection { issuer, _certificate }.Export(X509ContentType.Pfx, Password)!,
        }, TestContext.Current.CancellationToken);
    }
}
