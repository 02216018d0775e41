namespace IdPhoto.Cli.Folders;

/// <summary>Told of each finished photo; disposed at the end.</summary>
internal interface IFolderProgress : IDisposable
{
    /// <summary>Writes a line about one photo and moves on by one. Safe from several threads.</summary>
    void Tell(string line);
}

/// <summary>Chooses how a folder's progress is shown.</summary>
internal static class FolderProgress
{
    public static IFolderProgress Start(int count) => Console.IsErrorRedirected ? new PlainProgress() : new BarProgress(count);

    private sealed class PlainProgress : IFolderProgress
    {
        private readonly Lock _lock = new();

        public void Tell(string line)
        {
            lock (_lock)
                Console.Out.WriteLine(line);
        }

        public void Dispose()
        {
        }
    }
}
