using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Studio;
using IdPhoto.Tests;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>From photo to result in one request.</summary>
public sealed class DirectTests(SharedServer shared)
{
    private const string Make = "v1/id-photos?spec=one-inch";

    private readonly Caller _api = shared.Api;

    [Fact]
    public async Task The_answer_is_byte_for_byte_what_the_studio_makes_however_the_photo_is_sent()
    {
        PhotoStudio studio = OwnStudio.Value;
        byte[] expected = (await studio.MakeAsync(SecretPhoto.Camera, PhotoSpecs.Find("one-inch"))).Bytes;
        using MultipartFormDataContent form = new() { { new StringContent("aside"), "note" }, { new ByteArrayContent(SecretPhoto.Camera), "photo", SecretPhoto.FileName } };

        Assert.Equal(expected, await _api.PostAsync(Make, SecretPhoto.Camera).BodyAsync());
        Assert.Equal(expected, await _api.Client.PostAsync(Make, form).BodyAsync());
        Assert.Equal(expected, await SendChunkedAsync(SecretPhoto.Camera).BodyAsync());
        Assert.Equal(expected, await _api.Client.PostAsync(Make, new ByteArrayContent(SecretPhoto.Camera)).BodyAsync());
    }

    [Fact]
    public async Task Options_are_those_of_the_command_line()
    {
        LongTests.Require();
        byte[] png = await _api.PostAsync($"{Make}&background=red&dpi=500&format=png", SecretPhoto.Camera).BodyAsync();
        Picture photo = PictureDecoder.Decode(png).Picture;

        Assert.Equal(FileKind.Png, PictureHeader.Read(png, DecodeLimits.Default).Kind);
        Assert.Equal(PhotoSpecs.Find("one-inch").Resolve(500).Size, photo.Size);
        Assert.Equal([0xd7, 0x45, 0x32], photo.Rgb[..3]);

        Decoded cut = PictureDecoder.Decode(await _api.PostAsync($"{Make}&background=transparent", SecretPhoto.Camera).BodyAsync());
        Decoded mirrored = PictureDecoder.Decode(await _api.PostAsync($"{Make}&background=transparent&mirror=true", SecretPhoto.Camera).BodyAsync());
        Assert.Equal(0, cut.Alpha![0]);
        Assert.Equal(cut.Alpha.Chunk(cut.Picture.Width).SelectMany(row => row.Reverse()), mirrored.Alpha!);
    }

    [Fact]
    public async Task Who_asks_for_json_gets_file_and_report()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Make) { Content = new ByteArrayContent(SecretPhoto.Camera) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        JsonElement answer = JsonDocument.Parse(await _api.Client.SendAsync(request).BodyAsync()).RootElement;

        Assert.Equal("image/jpeg", answer.GetProperty("mediaType").GetString());
        Assert.Equal(await _api.PostAsync(Make, SecretPhoto.Camera).BodyAsync(), answer.GetProperty("file").GetBytesFromBase64());
        Assert.Equal("one-inch", answer.GetProperty("report").GetProperty("spec").GetString());
        Assert.True(answer.GetProperty("report").GetProperty("result").GetProperty("rules").GetArrayLength() > 3);
    }

    [Fact]
    public async Task A_cutout_is_a_png_with_transparency_as_large_as_the_photo()
    {
        byte[] png = await _api.PostAsync("v1/cutouts", SecretPhoto.Camera).BodyAsync();
        byte[] alpha = PictureDecoder.Decode(png).Alpha!;

        Assert.Equal(512 * 512, alpha.Length);
        Assert.Equal(0, alpha[0]);
        Assert.InRange(alpha.Count(value => value == 255), 60_000, 200_000);
    }

    [Fact]
    public async Task Every_answer_has_the_strict_headers()
    {
        foreach (string address in new[] { "healthz", "v1/specs", "nothing", "v1/photos/x", "openapi/v1.json", "" })
        {
            using HttpResponseMessage answer = await _api.Client.GetAsync(address);
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    private Task<HttpResponseMessage> SendChunkedAsync(byte[] photo)
    {
        HttpRequestMessage request = new(HttpMethod.Post, Make) { Content = new StreamContent(new MemoryStream(photo)) };
        request.Headers.TransferEncodingChunked = true;
        return _api.Client.SendAsync(request);
    }
}
