using HealthFunctions.Checks;
using HealthFunctions.Checks.Certificate;
using HealthFunctions.Checks.Disk;
using HealthFunctions.Checks.Http;
using HealthFunctions.Checks.Memory;
using HealthFunctions.Checks.Ping;
using HealthFunctions.Checks.Tcp;
using HealthFunctions.Checks.Tls;
using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Infra.Tests;

/// <summary>The app settings that the template makes, read by the app itself: so neither can drift from the other.</summary>
public sealed class SettingsTests
{
    private const string SearchBody = "@Microsoft.KeyVault(VaultName=kv-health;SecretName=shop-search-body)";
    private const string SearchPassword = "@Microsoft.KeyVault(VaultName=kv-health;SecretName=shop-search-password)";
    private const string SearchToken = "@Microsoft.KeyVault(VaultName=kv-health;SecretName=shop-search-token)";
    private const string PartnerUrl = "@Microsoft.KeyVault(VaultName=kv-health;SecretName=partner-url)";

    private const string AliveUrl = "@Microsoft.KeyVault(VaultName=kv-health;SecretName=Partner-URL)";

    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal)
    {
        [SearchToken] = "Bearer token",
        ["@Microsoft.KeyVault(VaultName=kv-health;SecretName=shop-search-body)"] = "{\"query\":\"a\"}",
        ["@Microsoft.KeyVault(VaultName=kv-health;SecretName=shop-search-password)"] = "hunter2",
        [PartnerUrl] = "https://partner.example.com/",
        [AliveUrl] = "https://partner.example.com/",
    };

    private static readonly Dictionary<string, string> FamilySecrets =
        FamilyExamples.All.SelectMany(example => example.Secrets).ToDictionary(secret => FamilyExamples.Reference(secret.Name), secret => secret.Value, StringComparer.Ordinal);

    public static TheoryData<string> Variants => [.. Variant.All.Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task The_app_starts_with_the_settings_of_each_variant(string variant)
    {
        IReadOnlyList<(string Key, string? Value)> settings = await SettingsOfAsync(variant);

        await using EngineUnderTest app = new(AddCodeChecks, settings);

        Assert.All(Variant.Of(variant).Watched, name => Assert.True(app.Engine.Registry.TryGetCheck(name, out _), name));
    }

    [Fact]
    public async Task Each_key_of_an_Http_check_reaches_the_app()
    {
        IConfiguration configuration = Configured.With(await SettingsOfAsync("many-checks"));
        SettingsErrors errors = new();
        SettingsSection section = new(configuration.GetSection("HealthChecks:Shop_Search2"), errors);

        HttpCheckOptions options = new HttpCheckType().ReadOptions(section);
        CheckPolicy policy = Policy("Shop_Search2", section);
        errors.ThrowIfAny();

        Assert.Equal("https://shop.example.com/search?q=a%20b&n=1", options.Url?.AbsoluteUri);
        Assert.Equal(HttpMethod.Post, options.Method);
        Assert.Equal("200-299,404", options.ExpectedStatus);
        Assert.Equal("\"hits\":\\s*[1-9]", options.ExpectedBody);
        Assert.Equal(
            [
                KeyValuePair.Create("Authorization", "Bearer token"),
                KeyValuePair.Create("X-Api-Key", "public"),
                KeyValuePair.Create("Accept", "application/json"),
            ],
            options.Headers);
        Assert.Equal(
            [("Content-Type", null, "^application/json"), ("X-Version", "7", null)],
            options.ExpectedHeaders.Select(header => (header.Name, header.Equals, header.Matches)));
        Assert.Equal(
            [("/status", "UP", null, null, null), ("/a~1b", null, "^x", null, null), ("/queue/length", null, null, null, 10), ("/ratio", null, null, -0.5, null)],
            options.ExpectedJson.Select(value => (value.Pointer, value.Equals, value.Matches, value.Above, value.Below)));
        Assert.Equal(("{\"query\":\"a\"}", "application/query+json"), (options.Body, options.ContentType));
        Assert.Equal(("/var/ssl/private/client.p12", "hunter2"), (options.ClientCertificate, options.ClientCertificatePassword));
        Assert.Equal(1_048_576, options.MaxBodyBytes);
        Assert.True(options.FollowRedirects);
        Assert.True(options.ReuseConnections);
        Assert.True(options.UseProxy);
        Assert.Equal(TimeSpan.FromDays(14), options.CertificateExpiryWarning);
        Assert.Equal(new CheckPolicy(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(10), 3, 2), policy);
        Assert.Equal(["search", "ready"], section.GetList("Tags"));
    }

    [Fact]
    public async Task Each_credential_of_an_Http_check_reaches_the_app()
    {
        HttpCheckOptions options = await OptionsAsync(new HttpCheckType(), "vault");

        Assert.Equal(("{}", "/client.pem", "/client.key"), (options.Body, options.ClientCertificate, options.ClientCertificateKeyPath));
        Assert.Equal(("https://vault.azure.net", "a2c4e6f8-0000-1111-2222-333344445555"), (options.TokenAudience, options.ClientId));
    }

    [Fact]
    public async Task Each_key_of_a_Tcp_check_reaches_the_app()
    {
        TcpCheckOptions options = await OptionsAsync(new TcpCheckType(), "redis");

        Assert.Equal(("redis.example.com", 6379), (options.Host, options.Port));
        Assert.Equal("PING\r\n"u8, options.Send.Span);
        Assert.Equal(("^\\+PONG", 64), (options.Expect, options.MaxAnswerBytes));
    }

    [Fact]
    public async Task Each_key_of_a_Tls_check_reaches_the_app()
    {
        TlsCheckOptions options = await OptionsAsync(new TlsCheckType(), "shop_tls");

        Assert.Equal(("shop.example.com", 8443, TimeSpan.FromDays(21)), (options.Host, options.Port, options.CertificateExpiryWarning));
    }

    [Fact]
    public async Task Each_key_of_a_Certificate_check_reaches_the_app()
    {
        CertificateCheckOptions options = await OptionsAsync(new CertificateCheckType(), "signing");

        Assert.Equal(("/var/ssl/certs/signing.der", TimeSpan.FromDays(30)), (options.Path, options.CertificateExpiryWarning));
    }

    [Fact]
    public async Task Each_key_of_a_Disk_check_reaches_the_app()
    {
        DiskCheckOptions options = await OptionsAsync(new DiskCheckType(), "data");

        Assert.Equal(("/data", SizeLimit.FromPercent(10), SizeLimit.FromBytes(524_288_000)), (options.Path, options.WarnBelow, options.ErrorBelow));
    }

    [Fact]
    public async Task Each_key_of_a_Memory_check_reaches_the_app()
    {
        MemoryCheckOptions options = await OptionsAsync(new MemoryCheckType(), "memory");

        Assert.Equal((SizeLimit.FromPercent(80), SizeLimit.FromBytes(471_859_200)), (options.WarnAbove, options.ErrorAbove));
    }

    [Fact]
    public async Task The_example_of_each_type_of_a_family_reaches_the_app_with_its_secrets_as_references()
    {
        Prediction prediction = await Prediction.OfAsync("families");

        Assert.Equal(
            FamilyExamples.All.SelectMany(example => example.Expected).OrderBy(setting => setting.Key, StringComparer.Ordinal),
            prediction.Settings("HealthChecks__").Select(setting => (setting.Key, setting.Value ?? string.Empty)).OrderBy(setting => setting.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_key_of_a_Ping_check_reaches_the_app() =>
        Assert.Equal("10.0.0.1", (await OptionsAsync(new PingCheckType(), "gateway")).Host);

    [Fact]
    public async Task Each_option_of_the_app_reaches_it()
    {
        SettingsErrors errors = new();
        SettingsSection section = new(Configured.With(await SettingsOfAsync("many-checks")).GetSection("HealthFunctions"), errors);

        HealthFunctionsOptions options = new();
        HealthFunctionsOptionsReader.Read(section, options);
        section.RejectUnknownKeys();
        errors.ThrowIfAny();

        Assert.Equal((200, 503), (options.WarningStatusCode, options.ErrorStatusCode));
        Assert.Equal((TimeSpan.FromSeconds(20), 32), (options.Deadline, options.MaxConcurrency));
    }

    [Fact]
    public async Task The_limits_of_a_check_in_code_reach_it()
    {
        SettingsErrors errors = new();
        SettingsSection section = new(Configured.With(await SettingsOfAsync("many-checks")).GetSection("HealthChecks:orders"), errors);

        Assert.Equal(
            new CheckPolicy(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), 2, 3),
            Policy("orders", section));
        errors.ThrowIfAny();
    }

    [Fact]
    public async Task Secrets_are_references_and_nothing_else_is()
    {
        Prediction prediction = await Prediction.OfAsync("many-checks");

        Assert.Equal(
            [
                ("HealthChecks__Shop_Search2__Body", SearchBody),
                ("HealthChecks__Shop_Search2__ClientCertificatePassword", SearchPassword),
                ("HealthChecks__Shop_Search2__Headers__Authorization", SearchToken),
                ("HealthChecks__partner__Url", PartnerUrl),
                ("HealthChecks__Alive__Url", AliveUrl),
            ],
            prediction.Settings(string.Empty).Where(setting => setting.Value?.StartsWith('@') == true));
    }

    [Theory]
    [InlineData("HealthChecks__Shop_Search2__Headers__Authorization", SearchToken)]
    [InlineData("HealthChecks__partner__Url", PartnerUrl)]
    public async Task A_secret_that_was_not_found_stops_the_start(string key, string value)
    {
        IReadOnlyList<(string Key, string? Value)> settings = await SettingsOfAsync("many-checks");

        HealthSettingsException refusal = Assert.Throws<HealthSettingsException>(() =>
            new EngineUnderTest(AddCodeChecks, [.. settings.Where(setting => setting.Key != key), (key, value)]));

        Assert.Contains(key, Assert.Single(refusal.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HealthChecks__shop__Timout", "00:00:01")]
    [InlineData("HealthChecks__shop__Type", "Htpp")]
    [InlineData("HealthChecks__orders2__Timeout", "00:00:01")]
    [InlineData("HealthFunctions__Deadlin", "00:00:01")]
    public async Task A_setting_that_the_app_does_not_know_is_noticed(string key, string value)
    {
        IReadOnlyList<(string Key, string? Value)> settings = await SettingsOfAsync("many-checks");

        Assert.Throws<HealthSettingsException>(() =>
            new EngineUnderTest(AddCodeChecks, [.. settings.Where(setting => setting.Key != key), (key, value)]));
    }

    /// <summary>The settings that the app reads, with secrets as App Service would give them.</summary>
    private static async Task<IReadOnlyList<(string Key, string? Value)>> SettingsOfAsync(string variant)
    {
        Prediction prediction = await Prediction.OfAsync(variant);
        return
        [
            .. from setting in prediction.Settings("HealthChecks__", "HealthFunctions__")
               select (setting.Key, setting.Value is { } value && (Secrets.TryGetValue(value, out string? secret) || FamilySecrets.TryGetValue(value, out secret)) ? secret : setting.Value),
        ];
    }

    /// <summary>Reads the options of one check, whose settings have no other keys than its type.</summary>
    private static async Task<TOptions> OptionsAsync<TOptions>(HealthCheckType<TOptions> type, string name)
        where TOptions : class, new()
    {
        SettingsErrors errors = new();
        SettingsSection section = new(Configured.With(await SettingsOfAsync("many-checks")).GetSection($"HealthChecks:{name}"), errors);
        Assert.Equal(type.Name, section.GetString("Type"));

        TOptions options = type.ReadOptions(section);
        section.RejectUnknownKeys();
        errors.ThrowIfAny();
        return options;
    }

    private static void AddCodeChecks(IHealthChecksBuilder checks) => checks.AddCheckFamilies().Add(Registration("orders"));

    private static CheckPolicy Policy(string name, SettingsSection section)
    {
        HealthCheckRegistrationOptions options = new();
        HealthCheckRegistrationOptionsReader.Read(section, options);
        return CheckPolicy.Of(Registration(name), options, TimeSpan.FromSeconds(10));
    }

    private static HealthCheckRegistration Registration(string name) =>
        new(name, DelegateCheck.Returning(HealthCheckResult.Healthy()), failureStatus: null, tags: null);
}
