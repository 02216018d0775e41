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
            throw CommandFailure.Usage("Several results need a folder, not standard output.");
        if (File.Exists(path))
            throw CommandFailure.Access($"'{path}' is a file. Name a folder for the results.");
        if (!Directory.Exists(path) && FileExtensions.Contains(Path.GetExtension(path)))
            throw CommandFailure.Usage($"Several results need a folder, and '{path}' is the name of a file. Name a folder.");
    }

    /// <summary>Makes the folder where it does not exist.</summary>
    /// <exception cref="CommandFailure">It cannot be made.</exception>
    public static void Create(string path) => FileTrouble.Guard(path, "written", () => Directory.CreateDirectory(path));
}
