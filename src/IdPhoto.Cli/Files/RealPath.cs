namespace IdPhoto.Cli.Files;

/// <summary>Where a path leads once every link in it is followed, be it to something that does not exist yet.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <exception cref="IOException">The links lead around in a circle.</exception>
    public static string Of(string path) => Of(Path.GetFullPath(path), MostLinks);

    /// <summary>Whether both lead to the same place.</summary>
    /// <exception cref="IOException">The links of one lead around in a circle.</exception>
    public static bool AreSame(string a, string b) => string.Equals(
        Of(a), Of(b), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static string Of(string full, int links)
    {
        string trimmed = Path.TrimEndingDirectorySeparator(full);
        if (Path.GetDirectoryName(trimmed) is not { } parent)
            return trimmed;
        string at = Path.Combine(Of(parent, links), Path.GetFileName(trimmed));
        if (new FileInfo(at).LinkTarget is not { } target)
            return at;
        return links > 0 ? Of(Path.GetFullPath(target, Path.GetDirectoryName(at)!), links - 1) : throw new IOException();
    }
}
