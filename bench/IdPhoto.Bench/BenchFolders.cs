namespace IdPhoto.Bench;

/// <summary>Where the bench reads and writes. Everything it writes is below bench/out, which git ignores.</summary>
internal static class BenchFolders
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the annotated portraits.</summary>
    public static string Portraits { get; } = Path.Combine(Root, "test", "portraits");

    /// <summary>The folder of the portraits that nothing is tuned on.</summary>
    public static string HoldOut { get; } = Path.Combine(Root, "test", "portraits-holdout");

    /// <summary>The folder of the peer and its script.</summary>
    public static string Peer { get; } = Path.Combine(Root, "bench", "peer");

    /// <summary>A folder below bench/out, made if it is missing.</summary>
    public static string Out(params string[] parts)
        => Directory.CreateDirectory(Path.Combine([Root, "bench", "out", .. parts])).FullName;

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "IdPhoto.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException("The bench must be run from a build inside the repository: no IdPhoto.slnx above the program.");
    }
}
