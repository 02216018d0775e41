namespace IdPhoto.SitePacker;

/// <summary>Packs a published site: the same files give the same result.</summary>
internal static class SitePack
{
    /// <summary>Removes the compressed copies of an earlier publish, writes <c>precache.json</c>, and compresses what gains by it.</summary>
    /// <param name="site">The published <c>wwwroot</c>.</param>
    /// <param name="cache">Keeps what was compressed for the next time; made where it is missing.</param>
    /// <param name="quick">Compresses only a little: for a site that nobody will download.</param>
    /// <exception cref="IOException">The folder is no site, or cannot be written.</exception>
    public static void Pack(string site, string cache, bool quick = false)
    {
        // Files are deleted here: better not in the wrong folder.
        if (!File.Exists(Path.Combine(site, "index.html")))
            throw new IOException($"'{site}' holds no index.html, so it is not a published site.");
        foreach (string copy in Directory.EnumerateFiles(site, "*", SearchOption.AllDirectories).Where(CompressedCopies.IsOne).ToArray())
            File.Delete(copy);
        SiteFile[] files = SiteFile.All(site);
        Precache precache = Precache.Of(files);
        precache.Write(Path.Combine(site, Precache.File));
        precache.Stamp(Path.Combine(site, Precache.Worker));
        new CompressedCopies(new PackCache(cache), quick).Write(SiteFile.All(site));
    }
}
