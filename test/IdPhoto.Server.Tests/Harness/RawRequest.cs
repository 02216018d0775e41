using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A request byte for byte as a test writes it: an HTTP client would put its address and headers in order first.</summary>
internal static class RawRequest
{
    /// <summary>Sends one request and reads the answer to the end of the connection.</summary>
    /// <param name="server">Where it goes.</param>
    /// <param name="line">Such as <c>GET /V1//specs</c>.</param>
    /// <param name="headers">A line each; <c>Host</c> is added where they hold none.</param>
    /// <param name="body">Its body, or nothing.</param>
    /// <returns>The status and the whole answer as text.</returns>
    public static async Task<(int Status, string Text)> SendAsync(Uri server, string line, string[]? headers = null, byte[]? body = null)
    {
        using TcpClient client = new(server.Host, server.Port);
        NetworkStream stream = client.GetStream();
        headers ??= [];
        if (!headers.Any(header => header.StartsWith("Host:", StringComparison.Ordinal)))
            headers = [.. headers, $"Host: {server.Authority}"];
        string head = string.Join("\r\n", [$"{line} HTTP/1.1", "Connection: close", string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body?.Length ?? 0}"), .. headers]) + "\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(body ?? []);
        string text = await new StreamReader(stream, Encoding.Latin1).ReadToEndAsync();
        return (int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture), text);
    }
}
