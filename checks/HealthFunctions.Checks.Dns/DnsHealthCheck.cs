using DnsClient;
using DnsClient.Protocol;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Dns;

/// <summary>Asks a name server for records, on each run anew, and compares them with those expected.</summary>
/// <param name="options">What to ask for, whom to ask and what to expect; valid.</param>
/// <param name="time">The clock that the query is timed by.</param>
internal sealed class DnsHealthCheck(DnsCheckOptions options, TimeProvider time) : IHealthCheck
{
    /// <summary>How often each name server is asked: a question or an answer may be lost.</summary>
    private const int Rounds = 2;

    /// <summary>How long an answer is waited for, before the next name server is asked.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    private readonly LookupClient _client = new(new LookupClientOptions
    {
        AutoResolveNameServers = false,
        UseCache = false,
        ContinueOnDnsError = false,
        ContinueOnEmptyResponse = false,
        Timeout = AnswerTimeout,
        Retries = 0,
    });

    private readonly ResourceRecordType _type = DnsRecords.TypeOf(options.RecordType);
    private readonly DnsQuestion _question = new(DnsName.Parse(options.Host!)!, (QueryType)DnsRecords.TypeOf(options.RecordType));
    private readonly NameServerAddress? _server =
        options.Server is { } text ? NameServerAddress.TryParse(text, out NameServerAddress? server) ? server : throw new FormatException(text) : null;

    private readonly ExpectedRecord[] _expected =
        [.. options.Expect.Select(text => ExpectedRecord.Parse(options.RecordType, text) ?? throw new FormatException(text))];

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<NameServer> servers = _server is null
            ? [.. NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)]
            : await _server.ResolveAsync(cancellationToken).ConfigureAwait(false);
        HealthCheckResult result = HealthCheckResult.Unhealthy(HealthReason.Unsupported, "The system has no name server; a Server can be given.");
        for (int asked = 0; asked < servers.Count * Rounds; asked++)
        {
            NameServer server = servers[asked % servers.Count];
            long start = time.GetTimestamp();
            try
            {
                IDnsQueryResponse response = await _client.QueryServerAsync([server], _question, cancellationToken).ConfigureAwait(false);
                (result, bool isFinal) = Judge(server, response, time.GetElapsedTime(start));
                if (isFinal)
                {
                    break;
                }
            }
            catch (Exception error) when (
                !cancellationToken.IsCancellationRequested && error is DnsResponseException or DnsResponseParseException or DnsXidMismatchException)
            {
                HealthReason reason = HealthReasons.Of(error)
                    ?? (error is DnsResponseException { Code: DnsResponseCode.ConnectionTimeout } ? HealthReason.Timeout : HealthReason.UnexpectedAnswer);
                result = HealthCheckResult.Unhealthy(reason, $"The name server {server} gave no answer that can be read.", error);
            }
        }

        return result;
    }

    /// <summary>Judges the answer of one name server.</summary>
    /// <returns>The result, and whether the next name server is not asked, as no resolver would.</returns>
    private (HealthCheckResult Result, bool IsFinal) Judge(NameServer server, IDnsQueryResponse response, TimeSpan latency) => response.Header.ResponseCode switch
    {
        DnsHeaderResponseCode.NoError => (Judge(response, latency), true),
        DnsHeaderResponseCode.NotExistentDomain => (
            HealthCheckResult.Unhealthy(HealthReason.NameNotResolved, $"The name server {server} knows no {_question.QueryName}"), true),
        DnsHeaderResponseCode code => (
            HealthCheckResult.Unhealthy(ReasonOf(code), $"The name server {server} answered {code} for {_question.QueryName}"), false),
    };

    private HealthCheckResult Judge(IDnsQueryResponse response, TimeSpan latency)
    {
        // The answer for an alias has the alias too.
        DnsResourceRecord[] records = [.. response.Answers.Where(record => record.RecordType == _type)];
        if (records.Length == 0)
        {
            return HealthCheckResult.Unhealthy(HealthReason.NotFound, $"There are no {_type} records of {_question.QueryName}");
        }

        string found = DnsRecords.Describe(records);
        Dictionary<string, object> data = new(3)
        {
            ["answers"] = found,
            ["latency"] = new ObservedValue(latency.TotalMilliseconds, "ms"),
            ["timeToLive"] = new ObservedValue(response.Answers.Min(record => record.InitialTimeToLive), "s"),
        };
        ExpectedRecord[] missing = [.. _expected.Where(expected => !expected.IsAmong(records))];
        return missing.Length == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Unhealthy(
                HealthReason.UnexpectedAnswer,
                $"Expected {string.Join(" and ", missing.AsEnumerable())} among the {_type} records of {_question.QueryName}, got {found}.",
                data: data);
    }

    private static HealthReason ReasonOf(DnsHeaderResponseCode code) => code switch
    {
        DnsHeaderResponseCode.ServerFailure => HealthReason.Unavailable,
        DnsHeaderResponseCode.Refused or DnsHeaderResponseCode.NotAuthorized => HealthReason.Forbidden,
        _ => HealthReason.UnexpectedAnswer,
    };
}
