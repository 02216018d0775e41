using IdPhoto.Cli.Files;
using IdPhoto.Decoding;

namespace IdPhoto.Cli.Folders;

/// <summary>One file of a folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Input">Its path.</param>
/// <param name="IsPicture">Whether the name or the first bytes are those of a picture. A photo called 'me.bak' is one, and so is a broken 'me.jpg'.</param>
internal sealed record FolderJob(string Name, string Input, bool IsPicture)
{
    private static readonly HashSet<string> PictureExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".gif", ".bmp",
    };

    /// <summary>The files in the order of their names; the system's own, which begin with a dot, left out.</summary>
    public static IReadOnlyList<FolderJob> List(string input) =>
    [
        .. Directory.EnumerateFiles(input)
            .Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .Select(path => new FolderJob(Path.GetFileName(path), path, LooksLikePicture(path))),
    ];

    private static bool LooksLikePicture(string path)
    {
        if (PictureExtensions.Contains(Path.GetExtension(path)))
            return true;
        try
        {
            FileSniffer.Sniff(Start(path));
            return true;
        }
        catch (PhotoException)
        {
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true; // what keeps it from being read is told when its turn comes
        }
    }

    private static byte[] Start(string path)
    {
        byte[] start = new byte[1024];
        using FileStream file = new(path, new FileStreamOptions { BufferSize = 0 });
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }
}
