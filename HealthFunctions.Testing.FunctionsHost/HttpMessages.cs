using System.Globalization;
using Google.Protobuf;
using HealthFunctions.Testing.FunctionsHost.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HealthFunctions.Testing.FunctionsHost;

/// <summary>Translates between HTTP and the protocol's messages.</summary>
internal static class HttpMessages
{
    public static async Task<RpcHttp> FromAsync(HttpRequest request)
    {
        RpcHttp http = new() { Method = request.Method, Url = $"{request.Scheme}://{request.Host}{request.Path}{request.QueryString}" };
        foreach ((string name, StringValues values) in request.Query)
        {
            http.NullableQuery[name] = new NullableString { Value = values.ToString() };
        }

        foreach ((string name, StringValues values) in request.Headers)
        {
            http.NullableHeaders[name.ToLowerInvariant()] = new NullableString { Value = values.ToString() };
        }

        if (request.ContentLength > 0)
        {
            http.Body = new TypedData { Bytes = await ByteString.FromStreamAsync(request.Body) };
        }

        return http;
    }

    /// <summary>Finds the response of a function that returns one, alone or among other outputs.</summary>
    public static RpcHttp Result(InvocationResponse response) => response.ReturnValue?.Http
        ?? response.OutputData.Select(output => output.Data?.Http).OfType<RpcHttp>().FirstOrDefault()
        ?? new RpcHttp { StatusCode = "204" };

    public static async Task CopyAsync(RpcHttp from, HttpResponse to)
    {
        to.StatusCode = int.Parse(from.StatusCode, CultureInfo.InvariantCulture);
        foreach ((string name, string value) in from.Headers)
        {
            to.Headers[name] = value;
        }

        if (from.Body is { Bytes.Length: > 0 } body)
        {
            await to.Body.WriteAsync(body.Bytes.Memory);
        }
    }
}
