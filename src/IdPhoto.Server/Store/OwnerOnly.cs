using System.Text;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>Files and folders for this user alone. On Windows they inherit the access rights of the folder they are made in.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode ForFiles = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ForFolders = ForFiles | UnixFileMode.UserExecute;

    /// <summary>Makes a folder that may be there already; one that is there keeps its rights.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, ForFolders);
    }

    /// <summary>Makes an empty file if there is none.</summary>
    public static void MakeFile(string path)
    {
        if (!File.Exists(path))
            new FileStream(path, Options(FileMode.OpenOrCreate)).Dispose();
    }

    /// <summary>Writes a small file, unless it is there. It is written beside its place and then moved: a crash leaves all of it or nothing.</summary>
    public static void WriteOnce(string file, string text)
    {
        string draft = $"{file}.{Path.GetRandomFileName()}";
        try
        {
            using (FileStream stream = new(draft, Options(FileMode.CreateNew)))
            {
                stream.Write(Encoding.ASCII.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another start was quicker: what it wrote counts.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>For a file that is written without a buffer, so that a full disk shows in the write and not when the file is closed.</summary>
    public static FileStreamOptions Options(FileMode mode, FileShare share = FileShare.Read)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = ForFiles;
        return options;
    }

    /// <summary>Takes the rights of everybody else from something that is there.</summary>
    /// <exception cref="SettingException">It belongs to somebody else.</exception>
    public static void Restrict(FileSystemInfo entry)
    {
        UnixFileMode wanted = entry is DirectoryInfo ? ForFolders : ForFiles;
        if (OperatingSystem.IsWindows() || (entry.UnixFileMode & ~wanted) == 0)
            return;
        try
        {
            entry.UnixFileMode = wanted;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Message.Of("guarding.cannot-make-private"));
        }
    }
}
