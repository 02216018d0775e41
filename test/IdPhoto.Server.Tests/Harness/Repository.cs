namespace IdPhoto.Server.Tests.Harness;

/// <summary>Where everything is.</summary>
internal static class Repository
{
    /// <summary>The repository.</summary>
    public static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IdPhoto.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("IdPhoto.slnx stands in no folder above the tests.");
    }
}
