namespace IdPhoto.Cli.Files;

/// <summary>Turns the system's complaints about files into sentences.</summary>
internal static class FileTrouble
{
    /// <summary>Does something with a file.</summary>
    /// <param name="path">As the user typed it.</param>
    /// <param name="verb">'read' or 'written'.</param>
    /// <param name="work">What to do.</param>
    /// <exception cref="CommandFailure">The system does not allow it.</exception>
    public static T Guard<T>(string path, string verb, Func<T> work)
    {
        try
        {
            return work();
        }
        // Virtual folders, such as /proc, say so of a file that cannot be made there.
        catch (FileNotFoundException error) when (verb == "written")
        {
            throw CommandFailure.Access($"'{path}' cannot be written: its folder takes no files. Choose another folder.", error);
        }
        catch (FileNotFoundException error)
        {
            throw CommandFailure.Access($"There is no file '{path}'. Check the name and the folder.", error);
        }
        catch (DirectoryNotFoundException error)
        {
            throw CommandFailure.Access($"The folder of '{path}' does not exist. Check the name, or create the folder first.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw CommandFailure.Access($"'{path}' may not be {verb}: this user has no permission. Change the permission or choose another place.", error);
        }
        catch (Exception error) when (error is IOException or NotSupportedException or ArgumentException)
        {
            throw CommandFailure.Access($"'{path}' cannot be {verb}. Check the name, and that the disk is there and not full.", error);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static void Guard(string path, string verb, Action work)
        => Guard(path, verb, () =>
        {
            work();
            return true;
        });
}
