using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>The process as the probe of a container.</summary>
public sealed class ProbeTests
{
    [Fact]
    public async Task It_probes_another_of_its_kind()
    {
        await using AppProcess app = await AppProcess.StartAsync();

        (int exitCode, string output, string errors) = await ProbeAsync(app, "/_system/check");

        Assert.Equal(0, exitCode);
        Assert.Empty(output);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task An_answer_that_is_not_2xx_is_told_without_the_query()
    {
        await using AppProcess app = await AppProcess.StartAsync();

        (int exitCode, _, string errors) = await ProbeAsync(app, "/_system/check/nope?code=secret");

        Assert.Equal(1, exitCode);
        Assert.Equal($"{app.Client.BaseAddress}_system/check/nope answered 404.", errors.TrimEnd());
    }

    [Fact]
    public async Task Nobody_at_the_address_is_told()
    {
        using ReservedPort port = new();

        (int exitCode, _, string errors) = await AppProcess.RunAsync(args: ["--probe", port.Url]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{port.Url} cannot be asked: ", errors, StringComparison.Ordinal);
        Assert.Contains("refused", errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_app_that_serves_https_alone_is_probed_at_loopback_whatever_its_certificate_names()
    {
        using CertificateFiles files = new();
        await using AppProcess app = await AppProcess.StartAsync(
        [
            ("URLS", "https://127.0.0.1:0"),
            ("Kestrel__Certificates__Default__Path", files.Pfx), ("Kestrel__Certificates__Default__Password", CertificateFiles.Password),
        ]);

        (int exitCode, _, string errors) = await ProbeAsync(app, "/_system/check");

        Assert.Equal(0, exitCode);
        Assert.Empty(errors);
    }

    private static Task<(int ExitCode, string Output, string Errors)> ProbeAsync(AppProcess app, string path) =>
        AppProcess.RunAsync(args: ["--probe", new Uri(app.Client.BaseAddress!, path).ToString()]);
}
