using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IdPhoto.SitePacker;

/// <summary>What a service worker keeps so that the app works offline.</summary>
/// <param name="Version">Another one whenever any file of the site is; the hash of all their hashes.</param>
/// <param name="Files">What every device keeps at once, in the order of their addresses.</param>
/// <param name="Heic">What reads HEIC: kept, when everything else is there, by devices whose browser does not read it itself.</param>
/// <param name="Gpu">What runs networks on graphics cards: kept by the devices that fetch it.</param>
internal sealed partial record Precache(string Version, IReadOnlyList<KeptFile> Files, IReadOnlyList<KeptFile> Heic, IReadOnlyList<KeptFile> Gpu)
{
    /// <summary>Its name at the root of the site.</summary>
    public const string File = "precache.json";

    /// <summary>The worker: browsers compare it byte by byte themselves, and it asks for this list.</summary>
    public const string Worker = "service-worker.js";

    // Filled in by whoever runs the site, after it was packed.
    private const string Operator = "operator.json";

    /// <summary>The list for a site.</summary>
    public static Precache Of(IReadOnlyList<SiteFile> all)
    {
        SiteFile[] files = [.. all.Where(file => file.Address is not (File or Worker or Operator))];
        string hashes = string.Concat(files.Select(file => $"{file.Sha256} {file.Address}\n"));
        return new Precache(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashes))),
            [.. files.Where(file => file is { IsNetworkPart: false, IsHeic: false, IsGpu: false }).Select(Kept)],
            [.. files.Where(file => file.IsHeic).Select(Kept)],
            [.. files.Where(file => file.IsGpu).Select(Kept)]);
    }

    /// <summary>Writes it as JSON.</summary>
    public void Write(string path) => System.IO.File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));

    /// <summary>
    /// Writes the version into the worker: browsers look at the worker alone to find out whether a site is a new one, and each
    /// worker answers with the files of its own version.
    /// </summary>
    /// <param name="path">The worker's script; nothing is done without one.</param>
    public void Stamp(string path)
    {
        if (!System.IO.File.Exists(path))
            return;
        string script = System.IO.File.ReadAllText(path);
        System.IO.File.WriteAllText(path, VersionLine().Replace(script, $"const VERSION = '{Version}';"));
    }

    [GeneratedRegex("const VERSION = '[^']*';")]
    private static partial Regex VersionLine();

    private static KeptFile Kept(SiteFile file) => new(Url(file.Address), file.Sha256, file.Bytes);

    private static string Url(string address) => string.Join('/', address.Split('/').Select(Uri.EscapeDataString));
}

/// <summary>A file to keep.</summary>
/// <param name="Url">Relative to the site's root.</param>
/// <param name="Sha256">In hexadecimal.</param>
/// <param name="Bytes">Its length, unpacked.</param>
internal sealed record KeptFile(string Url, string Sha256, long Bytes);
