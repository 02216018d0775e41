using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IdPhoto.SitePacker;

/// <summary>What a service worker keeps so that the app works offline.</summary>
/// <param name="Version">Another one whenever any file of the site is; the hash of all their hashes.</param>
/// <param name="Files">In the order of their addresses.</param>
internal sealed record Precache(string Version, IReadOnlyList<KeptFile> Files)
{
    /// <summary>Its name at the root of the site.</summary>
    public const string File = "precache.json";

    // Browsers compare the worker byte by byte themselves, and it asks for this list.
    private const string Worker = "service-worker.js";

    /// <summary>The list for a site.</summary>
    public static Precache Of(IReadOnlyList<SiteFile> all)
    {
        SiteFile[] files = [.. all.Where(file => file.Address is not (File or Worker))];
        string hashes = string.Concat(files.Select(file => $"{file.Sha256} {file.Address}\n"));
        return new Precache(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashes))),
            [.. files.Where(file => file is { IsNetworkPart: false, IsHeic: false }).Select(file => new KeptFile(Url(file.Address), file.Sha256, file.Bytes))]);
    }

    /// <summary>Writes it as JSON.</summary>
    public void Write(string path) => System.IO.File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));

    private static string Url(string address) => string.Join('/', address.Split('/').Select(Uri.EscapeDataString));
}

/// <summary>A file to keep.</summary>
/// <param name="Url">Relative to the site's root.</param>
/// <param name="Sha256">In hexadecimal.</param>
/// <param name="Bytes">Its length, unpacked.</param>
internal sealed record KeptFile(string Url, string Sha256, long Bytes);
