using IdPhoto.Cli.Files;
using IdPhoto.Decoding;

namespace IdPhoto.Cli.Folders;

/// <summary>One file of a folder and where its result goes.</summary>
internal sealed record FolderJob(string Name, string Input, string Output)
{
    private static readonly HashSet<string> PictureExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".gif", ".bmp",
    };

    /// <summary>The files in the order of their names. Two that differ only in their extension get different results: 'me.jpg', 'me-2.jpg'.</summary>
    public static IReadOnlyList<FolderJob> List(string input, string output, string extension)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        List<FolderJob> jobs = [];
        // The system's own files begin with a dot.
        foreach (string path in Directory.EnumerateFiles(input).Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal))
        {
            string stem = Path.GetFileNameWithoutExtension(path);
            string free = stem;
            for (int number = 2; !taken.Add(free); number++)
                free = $"{stem}-{number}";
            jobs.Add(new FolderJob(Path.GetFileName(path), path, Path.Combine(output, free + extension)));
        }
        return jobs;
    }

    /// <summary>Whether the name or the first bytes are those of a picture. A photo called 'me.bak' is one, and so is a broken 'me.jpg'.</summary>
    public bool LooksLikePicture()
    {
        if (PictureExtensions.Contains(Path.GetExtension(Input)))
            return true;
        byte[] start = FileTrouble.Guard(Input, FileUse.Read, () => Start(Input));
        try
        {
            FileSniffer.Sniff(start);
            return true;
        }
        catch (PhotoException)
        {
            return false;
        }
    }

    private static byte[] Start(string path)
    {
        byte[] start = new byte[1024];
        using FileStream file = new(path, new FileStreamOptions { BufferSize = 0 });
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }
}
