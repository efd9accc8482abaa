using System.Net;
using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>Where the process listens, and that a typo makes it listen nowhere.</summary>
public sealed class ListenTests
{
    private static readonly string[] WrongUrls =
    [
        "nonsense",
        "127.0.0.1:7071",
        "ftp://127.0.0.1:0",
        "http://",
        "http://:0",
        "http://127.0.0.1:abc",
        "http://127.0.0.1:xx",
        "http://127.0.0.1:",
        "http://127.0.0.1",
        "http://[::1]",
        "https://*/",
        "http://localhost",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:-1",
        "http://127.0.0.1:0/path",
        "http://127.0.0.1:0?query",
        "http://127.0.0.1:0#part",
        "http://user@127.0.0.1:0",
        "http://127.1:0",
        "http://010.0.0.1:0",
        "http://2130706433:0",
        "http://[::zz]:7333",
        "http://[::1:0",
        "http://[127.0.0.1]:0",
        "http://::1:0",
        "http://nowhere.example:0",
        "http://localhost.:0",
        "http://*.example.org:0",
        "http://localhost:0",
        "http://pipe:/x",
        "http://unix:/tmp/x.sock",
        "http://127.0.0.1 :0",
    ];

    [Theory]
    [InlineData("URLS", "urls")]
    [InlineData("ASPNETCORE_URLS", "ASPNETCORE_URLS")]
    public async Task Every_wrong_URL_is_told_and_nothing_listens(string by, string key)
    {
        string errors = await StopAsync([(by, string.Join(';', ["http://127.0.0.1:0", .. WrongUrls]))]);

        Assert.Equal(Errors(WrongUrls.Select(url => (key, (string?)url))), errors);
    }

    [Fact]
    public async Task Every_wrong_URL_of_an_endpoint_is_told_and_nothing_listens()
    {
        (string Key, string? Url)[] endpoints = [.. WrongUrls.Select((url, i) => ($"Kestrel__Endpoints__{i + 1}__Url", url))];

        string errors = await StopAsync([("Kestrel__Endpoints__0__Url", "http://127.0.0.1:0"), .. endpoints]);

        Assert.Equal(Errors(endpoints), errors);
    }

    [Fact]
    public async Task A_password_in_a_URL_is_not_shown()
    {
        (int exitCode, _, string errors) = await AppProcess.RunAsync(
            [("Kestrel__Endpoints__a__Url", "http://user:secret@127.0.0.1:0")], "--urls", "http://user:secret@127.0.0.1:0");

        Assert.Equal(78, exitCode);
        Assert.Contains("urls is 'http://…@127.0.0.1:0'", errors, StringComparison.Ordinal);
        Assert.Contains("Kestrel__Endpoints__a__Url is 'http://…@127.0.0.1:0'", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("URLS", ";", "urls is ';'; allowed: http:// or https://")]
    [InlineData("ASPNETCORE_URLS", " ; ", "ASPNETCORE_URLS is ' ; '; allowed: http:// or https://")]
    [InlineData("ASPNETCORE_HTTP_PORTS", ";", "ASPNETCORE_HTTP_PORTS is ';'; allowed: ports")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "0;x", "ASPNETCORE_HTTP_PORTS is 'x'; allowed: a port from 0 to 65535; several are separated by ';'.")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "7201,7202", "ASPNETCORE_HTTP_PORTS is '7201,7202'; allowed: a port from 0 to 65535; several are separated by ';'.")]
    [InlineData("URLS__0", "http://127.0.0.1:0", "urls__0 is below a key of one value; allowed: urls alone.")]
    [InlineData("ASPNETCORE_URLS__0", "http://127.0.0.1:0", "ASPNETCORE_URLS__0 is below a key of one value; allowed: ASPNETCORE_URLS alone.")]
    [InlineData("Kestrel", "http://127.0.0.1:0", "Kestrel is a value; allowed: keys below it, Kestrel__<key>.")]
    [InlineData("Kestrel__Endpoints", "http://127.0.0.1:0", "Kestrel__Endpoints is a value; allowed: keys below it, Kestrel__Endpoints__<name>.")]
    [InlineData("ASPNETCORE_Kestrel__Endpoints__a", "http://127.0.0.1:0", "ASPNETCORE_Kestrel__Endpoints__a is a value; allowed: keys below it")]
    [InlineData("PORT", "65536", "PORT is '65536'; allowed: a port from 0 to 65535.")]
    [InlineData("PORT", "-1", "PORT is '-1'; allowed: a port from 0 to 65535.")]
    public async Task A_list_without_a_URL_and_a_wrong_port_are_told(string key, string given, string error)
    {
        (int exitCode, string output, string errors) = await AppProcess.RunAsync([(key, given)]);

        Assert.Equal(78, exitCode);
        Assert.Empty(output);
        Assert.Contains(error, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("URLS", "http://127.0.0.1:0/?token=hidden")]
    [InlineData("URLS", "http://127.0.0.1:0/?x=hidden")]
    [InlineData("ASPNETCORE_URLS", "http://user:hidden@127.0.0.1:0")]
    [InlineData("Kestrel__Endpoints__a__Url", "http://127.0.0.1:0/?code=hidden")]
    [InlineData("Kestrel__Certificates__Default", "hidden")]
    [InlineData("Kestrel__Endpoints__a__Protocols", "Password=hidden")]
    [InlineData("PORT", "Password=hidden")]
    [InlineData("Logging__LogLevel__Default", "Password=hidden")]
    public async Task What_may_be_secret_is_not_shown(string key, string given)
    {
        (int exitCode, _, string errors) = await AppProcess.RunAsync([(key, given)]);

        Assert.Equal(78, exitCode);
        Assert.Contains(key, errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hidden", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls", "http://127.0.0.1:{0}/")]
    [InlineData("ASPNETCORE_URLS", "HTTP://127.0.0.1:{0};")]
    public async Task A_URL_chooses_the_address_and_the_port(string by, string value)
    {
        using ReservedPort port = new();
        string chosen = string.Format(System.Globalization.CultureInfo.InvariantCulture, value, port.Number);

        await using AppProcess app = by.StartsWith('-')
            ? await AppProcess.StartAsync(args: [by, chosen])
            : await AppProcess.StartAsync([(by, chosen)]);

        Assert.Equal(port.Url, app.Client.BaseAddress!.ToString());
    }

    [Theory]
    [InlineData("PORT", "0")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "0")]
    public async Task A_platform_that_chooses_the_port_reaches_it_from_outside(string by, string port)
    {
        await using AppProcess app = await AppProcess.StartAsync([("ASPNETCORE_URLS", null), (by, port)]);

        IPAddress address = IPAddress.Parse(app.Client.BaseAddress!.Host);
        Assert.True(address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.Any));
    }

    [Fact]
    public async Task PORT_beats_the_ports_that_an_image_sets()
    {
        using ReservedPort port = new();

        await using AppProcess app = await AppProcess.StartAsync(
            [("ASPNETCORE_URLS", null), ("ASPNETCORE_HTTP_PORTS", "1;2"), ("PORT", $"{port.Number}")]);

        Assert.Equal(port.Number, app.Client.BaseAddress!.Port);
        Assert.Single(app.Output, line => line.EndsWith("/_system/check", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_port_of_a_list_is_served()
    {
        await using AppProcess app = await AppProcess.StartAsync([("ASPNETCORE_URLS", null), ("ASPNETCORE_HTTP_PORTS", "0; 0")]);

        Assert.Equal(2, app.Output.Count(line => line.EndsWith("/_system/check", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Kestrel__Endpoints", "http://127.0.0.1:0")]
    [InlineData("Kestrel", "http://127.0.0.1:0")]
    [InlineData("URLS__0", "http://127.0.0.1:0")]
    public async Task PORT_does_not_stand_in_for_an_address_that_cannot_be_read(string key, string given) =>
        Assert.Contains("(1):", await StopAsync([("ASPNETCORE_URLS", null), ("PORT", "0"), (key, given)]), StringComparison.Ordinal);

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_what_to_do()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        (int exitCode, _, string errors) = await AppProcess.RunAsync(args: ["--urls", server.Url]);

        Assert.Equal(69, exitCode);
        Assert.Contains(server.Url, errors, StringComparison.Ordinal);
        Assert.EndsWith(". Choose another address, such as --urls http://127.0.0.1:7072.", errors.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_named_with_what_to_do()
    {
        (int exitCode, _, string errors) = await AppProcess.RunAsync(args: ["--urls", "http://192.0.2.1:0"]);

        Assert.Equal(69, exitCode);
        Assert.StartsWith("Cannot listen on http://192.0.2.1:0: ", errors, StringComparison.Ordinal);
        Assert.Contains("address. Choose another address", errors, StringComparison.Ordinal);
    }

    private static string Errors(IEnumerable<(string Key, string? Url)> wrong) =>
        $"The settings are wrong ({WrongUrls.Length}):\n" + string.Concat(wrong.Select(each =>
            $"  {each.Key} is {ListenUrl.Show(each.Url!)}; allowed: {ListenUrl.Allowed}.\n"));

    private static async Task<string> StopAsync((string Key, string? Value)[] settings)
    {
        (int exitCode, string output, string errors) = await AppProcess.RunAsync(settings);

        Assert.Equal(78, exitCode);
        Assert.Empty(output);
        return errors.ReplaceLineEndings("\n");
    }
}
