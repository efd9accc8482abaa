using HealthFunctions.Settings;
using HealthFunctions.Testing;

namespace HealthFunctions.Tests.Settings;

/// <summary>Tests what errors show of values: no secret, no control character, nothing endless.</summary>
public sealed class SecretsInErrorsTests
{
    private const string Secret = "hunter2";

    public static TheoryData<string> SecretKeys =>
    [
        "ConnectionString", "connection_string", "ConnectionStrings:0", "Password", "password", "AdminPassword", "Pwd", "Passphrase", "Secret",
        "ClientSecret", "Token", "SasToken", "accessToken", "Key", "Keys:0", "keys:10", "ApiKey", "API_KEY", "AccountKey", "KeysFile", "Authorization",
        "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Functions-Key", "X-Api-Key", "Credential", "Credentials", "SharedAccessSignature",
        "Headers", "Headers:Accept", "headers:X", "Notify:0:Secret", "Store:ConnectionString",
    ];

    public static TheoryData<string> SecretValues =>
    [
        "https://user:hunter2@example.org/",
        "https://hunter2@example.org/",
        "htp://user:hunter2@example.org/",
        "https:/user:hunter2@example.org/",
        "user:hunter2@example.org",
        "https://user:p@ss:hunter2@example.org/",
        "https://user:p/w?hunter2@example.org/",
        "https://user:hunter2%40example.org/",
        "https://user:hunter2",
        "https://user:hunter2/path",
        "https://example.org:port/?code=hunter2",
        "https://example.org:port/?x=hunter2",
        "example.org/health?code=hunter2",
        "example.org/health?x=hunter2",
        "https:example.org/?x=hunter2",
        "https:/h?p=hunter2",
        "Server=db;Pass=hunter2",
        "example.org/health?a=b&sig=hunter2",
        "Server=db;User Id=sa;Password=hunter2",
        "Server=db;Pwd = hunter2;",
        "AccountName=a;AccountKey=hunter2==",
        "{\"password\": \"hunter2\"",
        "Bearer hunter2",
        "basic hunter2",
        "Authorization: hunter2",
        "X-Api-Key: hunter2",
    ];

    public static TheoryData<string, string> PlainValues => new()
    {
        { "Method", "G T" },
        { "Url", "example.org" },
        { "Url", "ftp://example.org:21/a" },
        { "Url", "http://[::1]:80/" },
        { "ExpectedBody", "\"code\":\"OK\"(" },
        { "Timeout", "0:30" },
        { "SecretName", "db/password" },
        { "Url", "@Microsoft.KeyVault(VaultName=kv;SecretName=partner-url)" },
    };

    [Theory]
    [MemberData(nameof(SecretKeys))]
    public void A_value_whose_key_may_hold_a_secret_is_never_shown(string key)
    {
        Assert.Equal(
            $"Section__{key.Replace(":", "__", StringComparison.Ordinal)} is a value that may be a secret and is not shown; allowed: a text.",
            Error(key, Secret, section => section.RejectValue(key, "a text")));
        HidesIn(key, Secret);
    }

    [Theory]
    [MemberData(nameof(SecretValues))]
    public void A_value_that_has_a_secret_in_it_is_never_shown_whole_whatever_its_key(string value) => HidesIn("Url", value);

    [Theory]
    [MemberData(nameof(PlainValues))]
    public void Other_values_are_shown_as_they_are(string key, string value)
    {
        string expected = $"Section__{key} is '{value}'; allowed: x.";

        Assert.Equal(expected, Error(key, value, section => section.RejectValue(key, "x")));
        Assert.Equal(expected, Error(key, value, section => section.Reject(key, $"'{value}'; allowed: x")));
    }

    [Fact]
    public void A_URL_keeps_what_tells_where_it_is_wrong()
    {
        Assert.Equal("Section__Url is 'htp://…@example.org/a'; allowed: x.", Error("Url", "htp://u:hunter2@example.org/a", section => section.RejectValue("Url", "x")));
        Assert.Equal("Section__Url is 'htp://example.org/a?…'; allowed: x.", Error("Url", "htp://example.org/a?b=c", section => section.RejectValue("Url", "x")));
    }

    [Fact]
    public void A_short_secret_takes_nothing_out_of_the_words_around_it() => Assert.Equal(
        "Section__Key is '…'; allowed: 16 bytes.", Error("Key", "1", section => section.Reject("Key", "'1'; allowed: 16 bytes")));

    [Fact]
    public void A_wrong_URL_of_a_check_stops_the_start_without_its_password()
    {
        HealthSettingsException exception = Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(
            _ => { }, ("HealthChecks__shop__Type", "Http"), ("HealthChecks__shop__Url", "htps://user:hunter2@example.org/")));

        Assert.Equal(
            "HealthChecks__shop__Url is 'htps://…@example.org/'; allowed: an absolute http or https URL, such as https://example.org/health.",
            Assert.Single(exception.Errors));
        Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_is_one_line_without_control_characters()
    {
        Assert.Equal(
            "Section__Method is 'a\\u000D\\u000Ab\\u001B[2J\\u202E\\u2028\\u2029\\uE000ü😀'; allowed: x.",
            Error("Method", "a\r\nb\u001b[2J\u202e\u2028\u2029\ue000ü😀", section => section.RejectValue("Method", "x")));
        Assert.Equal("Section__a\\u000Ab is unknown; allowed: .", Error("a\nb", "c", section => section.RejectUnknownKeys()));
    }

    [Fact]
    public void A_long_value_is_cut_and_so_is_a_long_key()
    {
        Assert.Equal(
            $"Section__Method is '{new string('x', 100)}…'; allowed: x.",
            Error("Method", new string('x', 100_000), section => section.RejectValue("Method", "x")));
        Assert.Equal(
            $"Section__Method is '{new string('x', 99)}…'; allowed: x.",
            Error("Method", $"{new string('x', 99)}😀", section => section.RejectValue("Method", "x")));
        Assert.Equal(2_001, Error(new string('k', 100_000), "c", section => section.RejectUnknownKeys()).Length);
    }

    private static void HidesIn(string key, string value)
    {
        Assert.DoesNotContain(Secret, Error(key, value, section => section.RejectValue(key, "a text")), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Error(key, value, section => section.Reject(key, $"'{value}', which is wrong")), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Error(key, value, section => section.Reject(key, $"wrong: {value}")), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Error(key, value, section => section.GetInt32(key, 0, 0, 1)), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Error(key, value, section => section.GetBoolean(key, false)), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Error(key, value, section => section.GetTimeSpan(key, TimeSpan.Zero, TimeSpan.Zero)), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Error(key, value, section => section.GetList(key)), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Error(key, value, section => section.GetMap(key)), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Error($"{key}:0", value, section => section.GetList<int>(key, "a number", int.TryParse)), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Error($"{key}:x:y", value, section => section.GetString($"{key}:x")), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Error(key, value, section => section.RejectUnknownKeys()), StringComparison.Ordinal);
    }

    /// <summary>Reads a section that has one key.</summary>
    private static string Error(string key, string value, Action<SettingsSection> read)
    {
        SettingsErrors errors = new();
        read(new SettingsSection(Configured.With(($"Section:{key}", value)).GetSection("Section"), errors));
        return Assert.Single(Assert.Throws<HealthSettingsException>(errors.ThrowIfAny).Errors);
    }
}
