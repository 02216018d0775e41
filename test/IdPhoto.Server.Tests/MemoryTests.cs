using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using IdPhoto.Codecs;
using IdPhoto.Server.Memory;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests;

/// <summary>What a debugger finds of a photo in a running server that has erased it.</summary>
public sealed class MemoryTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private Kept? _kept;

    [Fact]
    public async Task A_minute_after_a_photo_was_erased_no_64_bytes_of_its_file_or_pixels_are_in_the_servers_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows the memory of a process as a file.");
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox);
        using Caller api = new(server.Address);
        Dictionary<byte[], string> secrets = await WholeStayAsync(api);
        LeakSearch search = new();
        foreach (byte[] secret in secrets.Keys)
            search.Add(secret);
        // Just used, much of it is there: else the search would prove nothing.
        Assert.NotEmpty(server.Contents.Count(search, all: false));
        await api.EraseAsync(_kept!).BodyAsync();

        Dictionary<byte[], int> found;
        TimeSpan looked;
        Stopwatch since = Stopwatch.StartNew();
        // Before that, looking would only cost time.
        await Task.Delay(HeapRelease.Later);
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(3));
            looked = since.Elapsed;
            found = server.Contents.Count(search);
        }
        while (found.Count > 0 && looked < Longest);

        Assert.Empty(found.Select(one => $"{secrets[one.Key]}: {one.Value}"));
    }

    private async Task<Dictionary<byte[], string>> WholeStayAsync(Caller api)
    {
        Kept kept = _kept = await api.KeepAsync(SecretPhoto.Camera);
        byte[] cutout = await api.CutoutAsync(kept).BodyAsync();
        byte[] made = await api.MakeAsync(kept, "two-inch").BodyAsync();
        await api.SendAsync(HttpMethod.Post, $"v1/photos/{kept.Id}/checks?spec=two-inch", kept.Token).BodyAsync();
        using HttpRequestMessage json = new(HttpMethod.Post, $"v1/photos/{kept.Id}/id-photos?spec=two-inch");
        json.Headers.Authorization = new AuthenticationHeaderValue("Bearer", kept.Token);
        json.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        await api.Client.SendAsync(json).BodyAsync();
        using MultipartFormDataContent form = new() { { new ByteArrayContent(SecretPhoto.Camera), "photo", SecretPhoto.FileName } };
        await api.Client.PostAsync("v1/id-photos?spec=two-inch", form).BodyAsync();
        return new Dictionary<byte[], string>
        {
            [Scan(SecretPhoto.Camera)] = "file",
            [PictureDecoder.Decode(SecretPhoto.Camera).Picture.Rgb] = "pixels",
            [Scan(made)] = "result",
            [cutout] = "cut-out",
            [Encoding.ASCII.GetBytes(SecretPhoto.FileName)] = "name of the file",
            [Encoding.ASCII.GetBytes(kept.Token)] = "token",
            [Encoding.Unicode.GetBytes(kept.Token)[..60]] = "token as a string",
            [Base64Url.DecodeFromChars(kept.Token)] = "token's bytes",
        };
    }

    // Before the scan there are the sRGB profile and tables, which the server holds for every photo, and EXIF, whose small
    // blocks a native thread keeps unwiped now and then: docs/threat-model.md.
    private static byte[] Scan(byte[] jpeg) => jpeg[jpeg.AsSpan().LastIndexOf(new byte[] { 0xff, 0xda })..];
}
