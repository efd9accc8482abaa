using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Http;

/// <summary>Holds what an HTTP check asks for, and what it expects.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>certificateDaysLeft</term><description>whole days until the certificate ends (<c>d</c>)</description></item>
/// <item><term>/…</term><description>the value at a pointer, where <c>Above</c> or <c>Below</c> compares it (<c>1</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.UnexpectedStatus"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// <item><term><see cref="HealthReason.CertificateExpiring"/></term></item>
/// <item><term><see cref="HealthReason.Authentication"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__shop__Type=Http
/// HealthChecks__shop__Url=https://shop.example.org/health
/// HealthChecks__shop__ExpectedBody="status":\s*"ok"
/// HealthChecks__shop__Headers__Accept=application/json
/// HealthChecks__shop__CertificateExpiryWarning=14d
/// HealthChecks__shop__Tags__0=ready
/// </code>
/// </example>
public sealed class HttpCheckOptions
{
    internal const string DefaultContentType = "application/json";

    /// <summary>Gets or sets the resource.</summary>
    /// <value>Required: an absolute http or https URL without user info. Credentials go into the header <c>Authorization</c>.</value>
    [Required]
    [RegularExpression(HttpCheckOptionsValidator.UrlPattern, ErrorMessage = HttpCheckOptionsValidator.AllowedUrl)]
    public Uri? Url { get; set; }

    /// <summary>Gets or sets the method of the request.</summary>
    /// <value>The default is GET; any but CONNECT.</value>
    [DeniedValues("CONNECT")]
    public HttpMethod Method
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = HttpMethod.Get;

    /// <summary>Gets or sets the status codes that are OK; any other is ERROR.</summary>
    /// <value>The default is <c>200-299</c>; codes and ranges from 100 to 599, such as <c>200,301-302</c>.</value>
    [RegularExpression(StatusRanges.Pattern, ErrorMessage = StatusRanges.Allowed)]
    public string ExpectedStatus
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = "200-299";

    /// <summary>Gets or sets the pattern that must match somewhere in the body of the response; if it does not, that is ERROR.</summary>
    /// <value>
    /// The default is null: any body. A .NET regular expression, without the culture; a match that takes longer than a second is
    /// ERROR. Not for HEAD, whose responses have no body.
    /// </value>
    [StringSyntax(StringSyntaxAttribute.Regex)]
    public string? ExpectedBody { get; set; }

    /// <summary>Gets what headers of the response must be; if one is missing or does not fit, that is ERROR.</summary>
    /// <value>The default is none: any headers.</value>
    public IList<ExpectedHeader> ExpectedHeaders { get; } = [];

    /// <summary>Gets what values in a JSON body of the response must be; if one is missing or does not fit, or the body is no JSON, that is ERROR.</summary>
    /// <value>The default is none: any body. Not for HEAD, whose responses have no body.</value>
    public IList<ExpectedJson> ExpectedJson { get; } = [];

    /// <summary>Gets or sets the body of the request. It is not sent to another origin that a redirect leads to.</summary>
    /// <value>The default is null: none. Sent as UTF-8; not for GET, HEAD, DELETE and TRACE, whose requests have no body.</value>
    public string? Body { get; set; }

    /// <summary>Gets or sets the media type of <see cref="Body"/>.</summary>
    /// <value>The default is <c>application/json</c>; any media type, such as <c>text/xml; charset=utf-8</c>. Only beside <see cref="Body"/>.</value>
    public string ContentType
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = DefaultContentType;

    /// <summary>Gets the headers of the request. They are not sent to another origin that a redirect leads to.</summary>
    /// <value>
    /// The default is none. Values are ASCII in one line; <c>Content-…</c>, <c>Transfer-Encoding</c> and what else describes a body
    /// or a connection is not allowed. <c>User-Agent: HealthFunctions</c> is sent unless it is given here.
    /// </value>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how many bytes of the body of a response are read; a longer one is ERROR.</summary>
    /// <value>The default is 65,536; 0 to 16,777,216.</value>
    [Range(0, HttpCheckOptionsValidator.MostBodyBytes)]
    public int MaxBodyBytes { get; set; } = 65_536;

    /// <summary>Gets or sets whether redirects are followed, up to 10, and never from https to http.</summary>
    /// <value>The default is false: a redirect is judged by its own status, as is one that is not followed.</value>
    public bool FollowRedirects { get; set; }

    /// <summary>Gets or sets whether a connection is kept, up to a minute, for the next run.</summary>
    /// <value>
    /// The default is false: each request has a connection of its own, so that the host's addresses, its listener and its
    /// certificate are seen anew.
    /// </value>
    /// <remarks>
    /// A request that fails on a kept connection is sent once more, on another one: a server may close an idle connection at
    /// the moment it is used.
    /// </remarks>
    public bool ReuseConnections { get; set; }

    /// <summary>Gets or sets whether the proxy is used that the environment names, by <c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c>, <c>ALL_PROXY</c> and <c>NO_PROXY</c>.</summary>
    /// <value>The default is false: the resource is asked directly.</value>
    public bool UseProxy { get; set; }

    /// <summary>Gets or sets the file of the client's own certificate. It is not shown to another origin that a redirect leads to.</summary>
    /// <value>
    /// The default is null: none. The path of a PFX (PKCS #12) file with its key, or of a PEM file, up to 1 MiB; other certificates
    /// in it are sent as its chain. A relative path starts at the working directory. It is read on each run; once its content has
    /// changed, new connections are made with that. For https only.
    /// </value>
    public string? ClientCertificate { get; set; }

    /// <summary>Gets or sets the password of <see cref="ClientCertificate"/>, or of the encrypted key of a PEM file.</summary>
    /// <value>The default is null: none. Only beside <see cref="ClientCertificate"/>.</value>
    public string? ClientCertificatePassword { get; set; }

    /// <summary>Gets or sets the file of the private key of a PEM file.</summary>
    /// <value>
    /// The default is null: the key is in <see cref="ClientCertificate"/>. The path of a PEM file; it is read with that. Only beside
    /// <see cref="ClientCertificate"/>.
    /// </value>
    public string? ClientCertificateKeyPath { get; set; }

    /// <summary>
    /// Gets or sets for whom a token of the app's managed identity is asked for, which then goes with the request as
    /// <c>Authorization: Bearer</c>; for Cosmos DB in the form that it asks for.
    /// </summary>
    /// <value>
    /// The default is null: none. An audience such as <c>https://vault.azure.net</c>, without <c>/.default</c>. For https only, and
    /// not beside the header Authorization. The token is kept until 5 minutes before its end; it is not sent to another origin that a
    /// redirect leads to. That none can be had is ERROR.
    /// </value>
    public string? TokenAudience { get; set; }

    /// <summary>Gets or sets the client ID of the managed identity of <see cref="TokenAudience"/>.</summary>
    /// <value>The default is null: what <c>AZURE_CLIENT_ID</c> names in the environment, else the identity that the system assigns. A GUID. Only beside <see cref="TokenAudience"/>.</value>
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the time before its end from which a certificate is a WARNING.</summary>
    /// <value>The default is null: off; 1 second to 366 days. For https only.</value>
    [DurationRange("1s", "366d")]
    public TimeSpan? CertificateExpiryWarning { get; set; }
}
