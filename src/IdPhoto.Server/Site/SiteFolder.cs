using Microsoft.AspNetCore.StaticFiles;

namespace IdPhoto.Server.Site;

/// <summary>Finds the files of the app. Only what is found here can be asked for, so that no address leads anywhere else.</summary>
internal static class SiteFolder
{
    /// <summary>The page that makes a folder an app.</summary>
    public const string Start = "index.html";

    private const string AnyBytes = "application/octet-stream";

    private static readonly (string Coding, string Extension)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    // Links are not followed, and what begins with a dot is nobody's business.
    private static readonly EnumerationOptions Plain = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    private static readonly FileExtensionContentTypeProvider MediaTypes = new() { Mappings = { [".html"] = "text/html; charset=utf-8" } };

    /// <summary>Whether an app lies in a folder.</summary>
    public static bool IsApp(string folder) => System.IO.File.Exists(Path.Combine(folder, Start));

    /// <summary>The files of the app in a folder.</summary>
    public static IReadOnlyList<SiteFile> Files(string folder)
    {
        HashSet<string> paths = [.. Directory.EnumerateFiles(folder, "*", Plain)];
        return [.. paths.Where(path => !IsCopy(path, paths)).Order(StringComparer.Ordinal)
            .Select(path => File(folder, path, paths)).DistinctBy(file => file.Address, StringComparer.OrdinalIgnoreCase)];
    }

    private static SiteFile File(string folder, string path, HashSet<string> paths)
        => new(Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), path, MediaTypes.TryGetContentType(path, out string? type) ? type : AnyBytes)
        {
            Policy = path.EndsWith(".html", StringComparison.Ordinal) ? PagePolicy.Of(path) : null,
            Copies = [.. Codings.Where(coding => paths.Contains(path + coding.Extension)).Select(coding => new ContentCopy(coding.Coding, path + coding.Extension))],
        };

    private static bool IsCopy(string path, HashSet<string> paths)
        => Codings.Any(coding => path.EndsWith(coding.Extension, StringComparison.Ordinal) && paths.Contains(path[..^coding.Extension.Length]));
}
