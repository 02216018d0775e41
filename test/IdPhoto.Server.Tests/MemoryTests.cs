using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Server.Memory;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests;

/// <summary>What a debugger finds of a photo in a running server that has erased it.</summary>
public sealed class MemoryTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private Kept? _kept;

    [Fact]
    public async Task A_minute_after_a_photo_was_erased_no_64_bytes_of_its_file_or_pixels_or_of_what_networks_saw_in_it_are_in_the_servers_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows the memory of a process as a file.");
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, "Compatibility=hivision");
        using Caller api = new(server.Address);
        Dictionary<byte[], string> secrets = await WholeStayAsync(api);
        secrets[WrappedKey(sandbox)] = "wrapped key";
        LeakSearch search = Search(secrets);
        foreach ((byte[] seen, string network) in await WatchedNetworks.SeeAsync(SecretPhoto.Camera, "two-inch"))
        {
            secrets[seen] = network;
            // One window in so many: any 127 bytes in a row are found.
            search.Add(seen, every: LeakSearch.Window);
        }
        // Just used, much of it is there: else the search would prove nothing.
        Assert.NotEmpty(server.Contents.Count(search, all: false));
        await api.EraseAsync(_kept!).BodyAsync();

        Assert.Empty(await LeftAsync(server, search, secrets));
    }

    /// <summary>Texts as they are in files and requests, and in strings.</summary>
    internal static Dictionary<byte[], string> Written(params (string Secret, string Name)[] texts)
    {
        Dictionary<byte[], string> written = [];
        foreach ((string secret, string name) in texts)
        {
            written[Encoding.UTF8.GetBytes(secret)] = name;
            written[Encoding.Unicode.GetBytes(secret[..30])] = name + " as a string";
        }
        return written;
    }

    internal static LeakSearch Search(Dictionary<byte[], string> secrets)
    {
        LeakSearch search = new();
        foreach (byte[] secret in secrets.Keys)
            search.Add(secret);
        return search;
    }

    /// <summary>What is left of secrets after a minute at most, and where.</summary>
    internal static async Task<string[]> LeftAsync(ServerProcess server, LeakSearch search, Dictionary<byte[], string> secrets)
    {
        ProcessMemory memory = server.Contents;
        Dictionary<byte[], int> found;
        TimeSpan looked;
        Stopwatch since = Stopwatch.StartNew();
        // Before that, looking would only cost time.
        await Task.Delay(HeapRelease.Later);
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(3));
            looked = since.Elapsed;
            found = memory.Count(search);
        }
        while (found.Count > 0 && looked < Longest);
        return [.. found.Select(one => $"{secrets[one.Key]}: {one.Value}, in {string.Join(", ", memory.Places)}")];
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
        byte[] sheet = await api.PostAsync("v1/sheets?paper=4x6in&size=40x40mm&format=jpeg", SecretPhoto.Camera).BodyAsync();
        using MultipartFormDataContent call = Compatibility.V1Client.Form(SecretPhoto.Camera, "hd=false");
        string compatible = JsonDocument.Parse(await api.Client.PostAsync("idphoto", call).BodyAsync()).RootElement.GetProperty("image_base64_standard").GetString()!;
        string measures = JsonDocument.Parse(await CutoutAsJsonAsync(api, kept)).RootElement.GetProperty("measures").GetRawText();
        Assert.InRange(measures.Length, LeakSearch.Window, 1000);
        return new Dictionary<byte[], string>
        {
            [Scan(SecretPhoto.Camera)] = "file",
            [PictureDecoder.Decode(SecretPhoto.Camera).Picture.Rgb] = "pixels",
            [Scan(made)] = "result",
            [cutout] = "cut-out",
            [Scan(sheet)] = "sheet",
            [Encoding.ASCII.GetBytes(compatible)] = "result of a compatible address",
            [Encoding.ASCII.GetBytes(measures)] = "measures",
            [Encoding.ASCII.GetBytes(SecretPhoto.FileName)] = "name of the file",
            [Encoding.ASCII.GetBytes(kept.Token)] = "token",
            [Encoding.Unicode.GetBytes(kept.Token)[..60]] = "token as a string",
            [Base64Url.DecodeFromChars(kept.Token)] = "token's bytes",
        };
    }

    private static Task<byte[]> CutoutAsJsonAsync(Caller api, Kept kept)
    {
        HttpRequestMessage request = new(HttpMethod.Get, $"v1/photos/{kept.Id}/cutout");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", kept.Token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return api.Client.SendAsync(request).BodyAsync();
    }

    /// <summary>That of the one photo there is.</summary>
    private static byte[] WrappedKey(Sandbox sandbox)
    {
        long slot = (long)sandbox.Execute("SELECT slot FROM photos")!;
        return LeakSearch.ReadShared(sandbox.Keys).AsSpan((int)slot * KeySlots.SlotBytes, PhotoCipher.WrappedBytes).ToArray();
    }

    // Before the scan there are the sRGB profile and tables, which the server holds for every photo, and EXIF, whose small
    // blocks a native thread keeps unwiped now and then: docs/threat-model.md.
    private static byte[] Scan(byte[] jpeg) => jpeg[jpeg.AsSpan().LastIndexOf(new byte[] { 0xff, 0xda })..];
}
