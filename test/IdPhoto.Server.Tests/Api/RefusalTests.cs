using System.Net;
using System.Net.Sockets;
using System.Text;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>What is refused, and that the server never blames itself for what a caller sends.</summary>
public sealed class RefusalTests(SharedServer shared)
{
    private const string Make = "v1/id-photos?spec=one-inch";

    private readonly Caller _api = shared.Api;

    [Theory]
    [InlineData("v1/id-photos", "'spec' is missing. The document's identifier")]
    [InlineData("v1/id-photos?spec=one-inch&backgroud=red", "The parameters are spec, background")]
    [InlineData("v1/id-photos?spec=one-inch&spec=two-inch", "more than once")]
    [InlineData("v1/id-photos?spec=one-inch&dpi=fine", "whole number")]
    [InlineData("v1/id-photos?spec=one-inch&dpi=5000", "1200")]
    [InlineData("v1/id-photos?spec=one-inch&force=perhaps", "true or false")]
    [InlineData("v1/id-photos?spec=one-inch&format=gif", "jpeg, png")]
    [InlineData("v1/cutouts?spec=one-inch", "no query parameters")]
    [InlineData("v1/photos?spec=one-inch", "no query parameters")]
    public async Task An_option_that_makes_no_sense_is_named(string address, string says)
    {
        string detail = (await _api.PostAsync(address, SecretPhoto.Camera).IsAsync(HttpStatusCode.BadRequest, ServerCodes.InvalidRequest)).GetProperty("detail").GetString()!;
        Assert.Contains(says, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_is_refused_with_the_engines_codes()
    {
        byte[] photo = SecretPhoto.Camera;
        await _api.PostAsync("v1/id-photos?spec=moon-passport", photo).IsAsync(HttpStatusCode.BadRequest, Refusals.UnknownSpec);
        await _api.PostAsync($"{Make}&background=plaid", photo).IsAsync(HttpStatusCode.BadRequest, Refusals.InvalidColour);
        await _api.PostAsync(Make, []).IsAsync(HttpStatusCode.UnprocessableEntity, Refusals.EmptyFile);
        await _api.PostAsync(Make, Encoding.UTF8.GetBytes("not a picture at all, although long enough")).IsAsync(HttpStatusCode.UnsupportedMediaType, Refusals.NotAPicture);
        await _api.PostAsync(Make, Encoding.ASCII.GetBytes("GIF89a" + new string(' ', 100))).IsAsync(HttpStatusCode.UnsupportedMediaType, Refusals.UnsupportedFormat);
        await _api.PostAsync(Make, photo[..^20_000]).IsAsync(HttpStatusCode.UnprocessableEntity, Refusals.Truncated);
        await _api.PostAsync($"{Make}&dpi=1200", photo).IsAsync(HttpStatusCode.UnprocessableEntity, Refusals.ResolutionTooLow);
    }

    [Fact]
    public async Task Only_pictures_are_kept()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        await server.Api.PostAsync("v1/photos", Encoding.UTF8.GetBytes("not a picture at all, although long enough")).IsAsync(HttpStatusCode.UnsupportedMediaType, Refusals.NotAPicture);
        await server.Api.PostAsync("v1/photos", PngHeader(30_000, 30_000)).IsAsync(HttpStatusCode.UnprocessableEntity, Refusals.TooManyPixels);
        Assert.Empty(server.Sandbox.PhotoFiles());
    }

    [Fact]
    public async Task A_photo_beyond_the_limit_is_refused_however_it_is_sent()
    {
        byte[] large = new byte[(25 * 1024 * 1024) + 20_000];
        SecretPhoto.Camera.CopyTo(large, 0);
        using HttpRequestMessage chunked = new(HttpMethod.Post, Make) { Content = new StreamContent(new MemoryStream(large)) };
        chunked.Headers.TransferEncodingChunked = true;
        using MultipartFormDataContent form = new() { { new ByteArrayContent(large), "photo", "a.jpg" } };

        await ExpectAsync(content => content.PostAsync(Make, new ByteArrayContent(large)));
        await ExpectAsync(content => content.SendAsync(chunked));
        await ExpectAsync(content => content.PostAsync(Make, form));

        // The server may end the connection while a client still sends: that is a refusal too.
        async Task ExpectAsync(Func<HttpClient, Task<HttpResponseMessage>> send)
        {
            try
            {
                await send(_api.Client).IsAsync(HttpStatusCode.RequestEntityTooLarge, Refusals.FileTooLarge);
            }
            catch (HttpRequestException cut) when (cut.InnerException is IOException or SocketException)
            {
            }
        }
    }

    [Fact]
    public async Task A_bomb_is_refused_by_its_header()
        => await _api.PostAsync(Make, PngHeader(30_000, 30_000)).IsAsync(HttpStatusCode.UnprocessableEntity, Refusals.TooManyPixels);

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("multipart/form-data; boundary=" + "0123456789012345678901234567890123456789012345678901234567890123456789tooLong")]
    public async Task A_form_that_is_broken_is_refused(string contentType)
    {
        ByteArrayContent content = new(Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\nabc"));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        await _api.Client.PostAsync(Make, content).IsAsync(HttpStatusCode.BadRequest, ServerCodes.InvalidRequest);
    }

    [Fact]
    public async Task A_form_without_a_file_is_refused()
    {
        using MultipartFormDataContent form = new() { { new StringContent("one-inch"), "spec" } };
        await _api.Client.PostAsync(Make, form).IsAsync(HttpStatusCode.BadRequest, ServerCodes.InvalidRequest);
    }

    [Fact]
    public async Task An_address_that_is_not_there_or_takes_another_method_says_so()
    {
        await _api.Client.GetAsync("v2/photos").IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
        await _api.Client.GetAsync("v1/id-photos?spec=one-inch").IsAsync(HttpStatusCode.MethodNotAllowed, ServerCodes.MethodNotAllowed);
        await _api.Client.GetAsync("v1/specs/moon-passport").IsAsync(HttpStatusCode.NotFound, Refusals.UnknownSpec);
    }

    [Fact]
    public async Task A_request_that_is_no_http_gets_no_more_than_a_status()
    {
        foreach (string request in new[] { "GET\r\n\r\n", "POST /v1/photos HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", "GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n" })
        {
            using TcpClient client = new(shared.Server.Address.Host, shared.Server.Address.Port);
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
            string answer = await new StreamReader(stream, Encoding.ASCII).ReadToEndAsync();
            Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
        }
    }

    private static byte[] PngHeader(int width, int height)
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', .. new byte[200]];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        (png[24], png[25]) = (8, 2);
        return png;
    }
}
