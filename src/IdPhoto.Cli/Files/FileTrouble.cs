using IdPhoto.Messages;

namespace IdPhoto.Cli.Files;

/// <summary>What is done with a file.</summary>
internal enum FileUse
{
    /// <summary>It is read.</summary>
    Read,

    /// <summary>It is written.</summary>
    Write,
}

/// <summary>Turns the system's complaints about files into sentences.</summary>
internal static class FileTrouble
{
    /// <summary>Does something with a file.</summary>
    /// <param name="path">As the user typed it.</param>
    /// <param name="use">What is done with it.</param>
    /// <param name="work">What to do.</param>
    /// <exception cref="CommandFailure">The system does not allow it.</exception>
    public static T Guard<T>(Argument path, FileUse use, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (Sentence(error, path, use) is not null)
        {
            throw CommandFailure.Access(Sentence(error, path, use)!, error);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static void Guard(Argument path, FileUse use, Action work)
        => Guard(path, use, () =>
        {
            work();
            return true;
        });

    private static Message? Sentence(Exception error, Argument path, FileUse use) => (error, use) switch
    {
        // Virtual folders, such as /proc, say so of a file that cannot be made there.
        (FileNotFoundException, FileUse.Write) => Message.Of("failures.folder-takes-no-files", ("path", path)),
        (FileNotFoundException, _) => Message.Of("failures.no-such-file", ("path", path)),
        (DirectoryNotFoundException, _) => Message.Of("failures.no-such-folder", ("path", path)),
        (UnauthorizedAccessException, FileUse.Write) => Message.Of("failures.write-not-permitted", ("path", path)),
        (UnauthorizedAccessException, _) => Message.Of("failures.read-not-permitted", ("path", path)),
        (IOException or NotSupportedException or ArgumentException, FileUse.Write) => Message.Of("failures.cannot-write", ("path", path)),
        (IOException or NotSupportedException or ArgumentException, _) => Message.Of("failures.cannot-read", ("path", path)),
        _ => null,
    };
}
