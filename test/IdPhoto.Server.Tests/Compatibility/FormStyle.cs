using System.Globalization;
using System.Text;

namespace IdPhoto.Server.Tests.Compatibility;

/// <summary>Forms byte for byte as the libraries write them that published clients are built with.</summary>
internal sealed class FormStyle
{
    private readonly string _type, _boundary;
    private readonly string[] _headers;

    private FormStyle(string type, string boundary, params string[] headers) => (_type, _boundary, _headers) = (type, boundary, headers);

    /// <summary>RestTemplate of Spring (Java): numbers and booleans are parts of JSON, texts say their length.</summary>
    public static FormStyle Spring { get; } = new("multipart/form-data;boundary=", "Xn-_4bWk2vZqLr8tYc1GdPfH7mJsE", "Accept: text/plain, application/json, application/*+json, */*", "User-Agent: Java/1.8.0_392")
    {
        OfText = value => IsJson(value) ? "Content-Type: application/json\r\n" : $"Content-Type: text/plain;charset=UTF-8\r\n{Length(Encoding.UTF8.GetByteCount(value))}",
        OfFile = (type, length) => $"Content-Type: {type}\r\n{Length(length)}",
    };

    /// <summary>Hutool (Java).</summary>
    public static FormStyle Hutool { get; } = new(
        "multipart/form-data; boundary=", "--------------------Hutool_k3Xv9QbT1mZrW7aY",
        "Accept: text/html,application/json,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "Accept-Encoding: gzip, deflate", "Accept-Language: zh-CN,zh;q=0.8",
        "User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/75.0.3770.142 Safari/537.36 Hutool");

    /// <summary>OkHttp (Java): all parts say their length, and names of files are UTF-8.</summary>
    public static FormStyle OkHttp { get; } = new("multipart/form-data; boundary=", "7b1f6c1e-2f0a-4c57-9c5d-0d2f5a8e6b13", "Accept-Encoding: gzip", "User-Agent: okhttp/4.12.0")
    {
        OfText = value => Length(Encoding.UTF8.GetByteCount(value)),
        OfFile = (type, length) => $"Content-Type: {type}\r\n{Length(length)}",
    };

    /// <summary>mime/multipart of Go: it does not know what a file is; a token stands alone in its header.</summary>
    public static FormStyle Go { get; } = new(
        "multipart/form-data; boundary=", "d2a84ce15a1d2b6a5f0d4bb1e0c7f8f9a3b2c1d0e9f8a7b6c5d4e3f2a1b0",
        "Accept-Encoding: gzip", "Authorization: token-of-another-service", "User-Agent: Go-http-client/1.1")
    {
        OfFile = (_, _) => "Content-Type: application/octet-stream\r\n",
    };

    /// <summary>A browser, or the tools in which mini-programs are tried.</summary>
    public static FormStyle Browser { get; } = new(
        "multipart/form-data; boundary=", "----WebKitFormBoundaryq5hV3bXn2kZr8TyA", "Accept: */*", "Origin: http://localhost:8080", "Referer: http://localhost:8080/", "Sec-Fetch-Mode: cors");

    /// <summary>Headers of a part that is text, after its name.</summary>
    private Func<string, string> OfText { get; init; } = _ => "";

    /// <summary>Headers of a part that is a file, by its type and length.</summary>
    private Func<string, int, string> OfFile { get; init; } = (type, _) => $"Content-Type: {type}\r\n";

    /// <summary>A request.</summary>
    /// <param name="address">Where it goes.</param>
    /// <param name="file">The picture as a file and its name; null for a picture that is among the fields, as Base64.</param>
    /// <param name="fields">Such as <c>height=413</c>.</param>
    public HttpRequestMessage Request(string address, (string Name, byte[] Bytes)? file, params string[] fields)
    {
        MemoryStream body = new();
        foreach (string field in fields)
            Write(body, field.Split('=', 2)[0], "", OfText(field.Split('=', 2)[1]), Encoding.UTF8.GetBytes(field.Split('=', 2)[1]));
        if (file is { } sent)
            Write(body, "input_image", $"; filename=\"{sent.Name}\"", OfFile(sent.Name.EndsWith(".png", StringComparison.Ordinal) ? "image/png" : "image/jpeg", sent.Bytes.Length), sent.Bytes);
        body.Write(Encoding.ASCII.GetBytes($"--{_boundary}--\r\n"));
        ByteArrayContent content = new(body.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", _type + _boundary);
        HttpRequestMessage request = new(HttpMethod.Post, address) { Content = content };
        foreach (string header in _headers)
            request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        return request;
    }

    private void Write(MemoryStream body, string name, string fileName, string headers, byte[] value)
    {
        body.Write(Encoding.UTF8.GetBytes($"--{_boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{fileName}\r\n{headers}\r\n"));
        body.Write(value);
        body.Write("\r\n"u8);
    }

    private static bool IsJson(string value) => value is "true" or "false" || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Length(int bytes) => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bytes}\r\n");
}
