using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>Keeps a second server out of the folder: its start would remove the first one's uploads as belonging to no photo.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="SettingException">Another server holds it, or there are no locks here.</exception>
    public static FolderLock Take(string file)
    {
        if (TryOpen(file) is not { } held)
            throw new SettingException(Message.Of("storing.folder-in-use"));
        // .NET lets locks be switched off, and some file systems have none: whoever could open it twice holds nothing.
        if (TryOpen(file) is not { } second)
            return new FolderLock(held);
        second.Dispose();
        held.Dispose();
        throw new SettingException(Message.Of("guarding.no-locks"));
    }

    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string file)
    {
        try
        {
            return new FileStream(file, OwnerOnly.Options(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
