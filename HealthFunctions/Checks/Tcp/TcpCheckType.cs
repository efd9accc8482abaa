using System.Globalization;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tcp;

/// <summary>Defines <c>Type=Tcp</c>.</summary>
internal sealed class TcpCheckType : HealthCheckType<TcpCheckOptions>
{
    public const int MostBytes = 65_536;

    public override string Name => "Tcp";

    protected override void Read(SettingsSection settings, TcpCheckOptions options)
    {
        options.Host = HostName.Read(settings);
        options.Port = HostAndPort.ReadPort(settings);
        if (settings.GetString(nameof(options.Send)) is { } text)
        {
            if (EscapedText.TryParse(text, out byte[] bytes))
            {
                options.Send = bytes;
            }
            else
            {
                // It may have a password in it: it is not shown.
                settings.Reject(nameof(options.Send), $"not a text that can be sent; allowed: {EscapedText.Allowed}");
            }
        }

        options.Expect = settings.GetString(nameof(options.Expect));
        options.MaxAnswerBytes = settings.GetInt32(nameof(options.MaxAnswerBytes), options.MaxAnswerBytes, 1, MostBytes);
    }

    protected override void Validate(TcpCheckOptions options, Action<string, string> reject)
    {
        HostAndPort.Validate(options.Host, options.Port, reject);
        if (options.Send.Length > MostBytes)
        {
            reject(nameof(options.Send), string.Create(CultureInfo.InvariantCulture, $"{options.Send.Length} bytes long; allowed: up to {MostBytes}"));
        }

        if (options.Expect is { } pattern && !ExpectedText.IsPattern(pattern))
        {
            reject(nameof(options.Expect), $"not a pattern; allowed: {ExpectedText.Allowed}");
        }

        if (options.MaxAnswerBytes is < 1 or > MostBytes)
        {
            reject(
                nameof(options.MaxAnswerBytes),
                string.Create(CultureInfo.InvariantCulture, $"'{options.MaxAnswerBytes}'; allowed: a whole number from 1 to {MostBytes}"));
        }
    }

    protected override IHealthCheck Create(TcpCheckOptions options, IServiceProvider services) =>
        new TcpHealthCheck(options, new HappyEyeballs(services.GetClock()));
}
