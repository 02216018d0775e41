using IdPhoto.Messages;

namespace IdPhoto.Cli.Files;

/// <summary>Where several results go.</summary>
internal static class OutputFolder
{
    private static readonly HashSet<string> FileExtensions = new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png", ".json" };

    /// <summary>Finds out before the work whether a name can be a folder's; makes none.</summary>
    /// <exception cref="CommandFailure">It is standard output's, a file's, or looks like one that was meant for a file.</exception>
    public static void Check(string path)
    {
        if (path == OutputFile.Stream)
            throw CommandFailure.Usage(Message.Of("failures.several-to-stream"));
        if (File.Exists(path))
            throw CommandFailure.Access(Message.Of("failures.output-is-file", ("path", path)));
        if (!Directory.Exists(path) && FileExtensions.Contains(Path.GetExtension(path)))
            throw CommandFailure.Usage(Message.Of("failures.several-to-file", ("path", path)));
    }

    /// <summary>Makes the folder where it does not exist.</summary>
    /// <exception cref="CommandFailure">It cannot be made.</exception>
    public static void Create(string path) => FileTrouble.Guard(path, FileUse.Write, () => Directory.CreateDirectory(path));

    /// <summary>Removes a folder in which nothing is.</summary>
    public static void RemoveEmpty(string path)
    {
        try
        {
            Directory.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Something is in it, or it may stay.
        }
    }
}
