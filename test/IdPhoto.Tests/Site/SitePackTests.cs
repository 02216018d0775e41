using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdPhoto.SitePacker;
using IdPhoto.Tests.Cli;
using Xunit;

namespace IdPhoto.Tests.Site;

/// <summary>What the build makes of a published site.</summary>
public sealed class SitePackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SitePackTests()
    {
        Write("index.html", "<!doctype html>" + new string('a', 5000));
        Write("service-worker.js", Lines("worker"));
        Write("a name.js", Lines("name"));
        Write("short.js", "1");
        Write("_framework/noise.wasm", RandomNumberGenerator.GetBytes(20_000));
        Write("_framework/dotnet.wasm", Lines("wasm"));
        Write("engine/heic/heic.mjs", Lines("heic"));
        Write("engine/gpu/ort.wasm", Lines("gpu"));
        Write("engine/networks/networks.json", Lines("list"));
        Write("engine/networks/person.net.0", Lines("part"));
        Write("photo.jpg", Lines("no text"));
        Write(".well-hidden.js", Lines("hidden"));
    }

    private string Site => Path.Combine(_folder.Path, "site");

    private string Cache => Path.Combine(_folder.Path, "cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_copy_unpacks_to_its_file_and_is_there_only_where_it_saves_something()
    {
        SitePack.Pack(Site, Cache);
        string[] brotli = Copies(".br"), gzip = Copies(".gz");

        Assert.Equal(["_framework/dotnet.wasm", "a name.js", "engine/gpu/ort.wasm", "engine/heic/heic.mjs", "engine/networks/networks.json", "index.html", "precache.json", "service-worker.js"], brotli);
        Assert.Equal(brotli, gzip);
        foreach (string file in brotli)
        {
            byte[] original = File.ReadAllBytes(PathOf(file));
            Assert.Equal(original, Read(new BrotliStream(File.OpenRead(PathOf(file + ".br")), CompressionMode.Decompress)));
            Assert.Equal(original, Read(new GZipStream(File.OpenRead(PathOf(file + ".gz")), CompressionMode.Decompress)));
        }
    }

    [Fact]
    public void The_list_names_what_is_kept_offline_with_hash_and_length_and_nothing_else()
    {
        SitePack.Pack(Site, Cache);
        (_, JsonElement[] files) = List();
        JsonElement list = JsonDocument.Parse(File.ReadAllBytes(PathOf("precache.json"))).RootElement;
        JsonElement[] later = [.. list.GetProperty("heic").EnumerateArray(), .. list.GetProperty("gpu").EnumerateArray()];

        Assert.Equal(
            ["_framework/dotnet.wasm", "_framework/noise.wasm", "a%20name.js", "engine/networks/networks.json", "index.html", "photo.jpg", "short.js"],
            files.Select(file => file.GetProperty("url").GetString()));
        Assert.Equal(["engine/heic/heic.mjs", "engine/gpu/ort.wasm"], later.Select(file => file.GetProperty("url").GetString()));
        foreach (JsonElement file in files.Concat(later))
        {
            byte[] bytes = File.ReadAllBytes(PathOf(Uri.UnescapeDataString(file.GetProperty("url").GetString()!)));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.GetProperty("sha256").GetString());
            Assert.Equal(bytes.Length, file.GetProperty("bytes").GetInt64());
        }
    }

    // The worker relies on all lists: an update fails where one is missing.
    [Fact]
    public void The_lists_of_what_some_devices_fetch_are_there_where_nothing_is()
    {
        File.Delete(PathOf("engine/heic/heic.mjs"));
        File.Delete(PathOf("engine/gpu/ort.wasm"));
        SitePack.Pack(Site, Cache);
        JsonElement list = JsonDocument.Parse(File.ReadAllBytes(PathOf("precache.json"))).RootElement;

        Assert.Equal(0, list.GetProperty("heic").GetArrayLength());
        Assert.Equal(0, list.GetProperty("gpu").GetArrayLength());
    }

    [Fact]
    public void The_same_files_give_the_same_result_with_and_without_what_was_kept()
    {
        SitePack.Pack(Site, Cache);
        Dictionary<string, string> first = Contents();
        SitePack.Pack(Site, Cache);
        Assert.Equal(first, Contents());
        SitePack.Pack(Site, Path.Combine(_folder.Path, "another"));
        Assert.Equal(first, Contents());
    }

    [Fact]
    public void What_did_not_change_is_not_compressed_again_and_what_is_gone_is_forgotten()
    {
        SitePack.Pack(Site, Cache);
        string kept = Assert.Single(Directory.GetFiles(Cache), file => Path.GetFileName(file) == Hash("a name.js") + ".brotli-11");
        // Marked, to see where the second copy comes from.
        File.WriteAllText(kept, "kept");
        Write("_framework/dotnet.wasm", Lines("another"));
        string[] before = Directory.GetFiles(Cache);
        SitePack.Pack(Site, Cache);

        Assert.Equal("kept", File.ReadAllText(PathOf("a name.js.br")));
        Assert.Equal(File.ReadAllBytes(PathOf("_framework/dotnet.wasm")), Read(new BrotliStream(File.OpenRead(PathOf("_framework/dotnet.wasm.br")), CompressionMode.Decompress)));
        // Both copies of the one file that changed, and of the list that names its hash.
        Assert.Equal(4, Directory.GetFiles(Cache).Except(before).Count());
        Assert.Equal(before.Length, Directory.GetFiles(Cache).Length);
    }

    [Theory]
    [InlineData("short.js", true)]
    [InlineData("engine/heic/heic.mjs", true)]
    [InlineData("engine/gpu/ort.wasm", true)]
    [InlineData("engine/networks/person.net.0", true)]
    [InlineData("service-worker.js", false)]
    public void Another_file_makes_another_version_but_for_the_worker_that_browsers_compare_themselves(string file, bool another)
    {
        SitePack.Pack(Site, Cache);
        string before = List().Version;
        Write(file, Lines("something else"));
        SitePack.Pack(Site, Cache);
        Assert.Equal(another, before != List().Version);
    }

    [Fact]
    public void A_file_under_another_name_makes_another_version()
    {
        SitePack.Pack(Site, Cache);
        string before = List().Version;
        // In the same place of the order.
        File.Move(PathOf("short.js"), PathOf("shorts.js"));
        SitePack.Pack(Site, Cache);
        Assert.NotEqual(before, List().Version);
    }

    [Fact]
    public void Copies_of_an_earlier_publish_are_removed()
    {
        Write("gone.js.br", "old");
        Write("short.js.gz", "old");
        SitePack.Pack(Site, Cache);
        Assert.False(File.Exists(PathOf("gone.js.br")) || File.Exists(PathOf("short.js.gz")));
    }

    [Fact]
    public void A_folder_that_is_no_site_is_left_alone()
    {
        File.Delete(PathOf("index.html"));
        Write("backup.gz", "mine");
        Assert.Throws<IOException>(() => SitePack.Pack(Site, Cache));
        Assert.True(File.Exists(PathOf("backup.gz")));
    }

    private static string Lines(string word) => string.Concat(Enumerable.Repeat($"const {word} = 1;\n", 200));

    private static byte[] Read(Stream packed)
    {
        using (packed)
        {
            using MemoryStream plain = new();
            packed.CopyTo(plain);
            return plain.ToArray();
        }
    }

    private string PathOf(string address) => Path.Combine(Site, address);

    private string Hash(string address) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(address))));

    private void Write(string address, string text) => Write(address, Encoding.UTF8.GetBytes(text));

    private void Write(string address, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(address))!);
        File.WriteAllBytes(PathOf(address), bytes);
    }

    private string[] Copies(string extension) => [.. Contents().Keys.Where(file => file.EndsWith(extension, StringComparison.Ordinal)).Select(file => file[..^extension.Length])];

    private Dictionary<string, string> Contents() => Directory.GetFiles(Site, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Site, file)).Order(StringComparer.Ordinal).ToDictionary(file => file, Hash);

    private (string Version, JsonElement[] Files) List()
    {
        JsonElement list = JsonDocument.Parse(File.ReadAllBytes(PathOf("precache.json"))).RootElement;
        return (list.GetProperty("version").GetString()!, [.. list.GetProperty("files").EnumerateArray()]);
    }
}
