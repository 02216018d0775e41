using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.Server.Tests.Site;

/// <summary>A folder such as a publish of the app leaves, small, with everything in and around it that must not be answered.</summary>
internal sealed class PublishedApp
{
    public const string Start = "<!doctype html><title>Photo</title>";
    public const string Secret = "nobody's business";

    /// <summary>A part of a network.</summary>
    public static readonly byte[] Part = RandomNumberGenerator.GetBytes(3 * 1024 * 1024);

    /// <summary>Long enough that its compressed copies differ from it.</summary>
    public static readonly string Script = string.Concat(Enumerable.Repeat("export const answer = 42;\n", 100));

    public PublishedApp(Sandbox sandbox)
    {
        Folder = Path.Combine(sandbox.Root, "app");
        Write("index.html", Start);
        Write("manifest.webmanifest", "{}");
        Write("icon.svg", "<svg/>");
        Write("letters.woff2", "letters");
        Write("engine/worker.js", Script);
        Write("engine/ort/ort.mjs", Script);
        Compress("engine/ort/ort.mjs");
        Write("_framework/dotnet.wasm", Script);
        Write("_framework/IdPhoto.dll", Script);
        Write("engine/networks/networks.json", "{}");
        File.WriteAllBytes(PathOf("engine/networks/salient.net.0"), Part);
        Write("v1/specs", Secret);
        Write(".env", Secret);
        Write(".git/config", Secret);
        File.WriteAllText(Path.Combine(sandbox.Root, "outside.txt"), Secret);
        File.CreateSymbolicLink(PathOf("link.txt"), Path.Combine(sandbox.Root, "outside.txt"));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(sandbox.Root, "elsewhere")).FullName, "outside.txt"), Secret);
        Directory.CreateSymbolicLink(PathOf("linked"), Path.Combine(sandbox.Root, "elsewhere"));
    }

    public string Folder { get; }

    public string PathOf(string address) => Path.Combine(Folder, address);

    public void Write(string address, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(address))!);
        File.WriteAllText(PathOf(address), text);
    }

    private void Compress(string address)
    {
        using (BrotliStream brotli = new(File.Create(PathOf(address + ".br")), CompressionLevel.SmallestSize))
            brotli.Write(Encoding.UTF8.GetBytes(Script));
        using GZipStream gzip = new(File.Create(PathOf(address + ".gz")), CompressionLevel.SmallestSize);
        gzip.Write(Encoding.UTF8.GetBytes(Script));
    }
}
