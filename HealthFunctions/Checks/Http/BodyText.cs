using System.Text;

namespace HealthFunctions.Checks.Http;

/// <summary>Decodes bodies. No charset and no bytes are an error: what cannot be decoded is replaced.</summary>
internal static class BodyText
{
    /// <summary>Reads a body by its byte order mark, else by its charset where .NET knows that, else as UTF-8.</summary>
    public static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        Stream bytes = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using StreamReader reader = new(bytes, EncodingOf(content.Headers.ContentType?.CharSet), detectEncodingFromByteOrderMarks: true);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    private static Encoding EncodingOf(string? charset)
    {
        if (charset is null)
        {
            return Encoding.UTF8;
        }

        try
        {
            return Encoding.GetEncoding(charset.Trim('"', '\'', ' '));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }
}
