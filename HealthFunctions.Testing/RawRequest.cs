using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace HealthFunctions.Testing;

/// <summary>Sends a request as it is written: <see cref="HttpClient"/> writes the methods that it knows in capitals.</summary>
internal static class RawRequest
{
    /// <returns>The status code, and the text after the status line.</returns>
    public static async Task<(int Status, string Text)> SendAsync(Uri server, string method, string path)
    {
        using TcpClient client = new();
        await client.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        byte[] request = Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n");
        await client.GetStream().WriteAsync(request, TestContext.Current.CancellationToken);
        using StreamReader reader = new(client.GetStream());
        string[] status = (await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? string.Empty).Split(' ');
        return (int.Parse(status[1], CultureInfo.InvariantCulture), await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
