using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>The file of the photos' keys before it is opened: whatever is no key of a kept photo gets overwritten in it.</summary>
internal static class PhotoKeyFile
{
    /// <summary>Whether it lies in this folder itself.</summary>
    public static bool IsIn(string file, string folder) => RealPath.AreSame(Path.GetDirectoryName(file)!, folder);

    /// <summary>Makes the file if it is missing. What is there may still be another store's: the ledger knows its own.</summary>
    /// <param name="settings">Name it.</param>
    /// <param name="data">The store that it belongs to.</param>
    /// <exception cref="SettingException">It holds something else, or is used for something else.</exception>
    public static void Prepare(ServerSettings settings, DataFolder data)
    {
        FileInfo file = new(settings.PhotoKeyFile);
        string[] taken = [settings.KeyFile, data.Database, data.Records, data.Audit, data.Lock];
        if (taken.Any(path => RealPath.AreSame(path, file.FullName)) || RealPath.IsWithin(file.FullName, data.Photos))
            throw new SettingException(Message.Of("guarding.photo-key-file-taken"));
        bool newStore = !File.Exists(data.Database);
        if (file.LinkTarget is not null || (file.Exists && (file.Length % KeySlots.SlotBytes != 0 || (newStore && file.Length > 0))))
            throw new SettingException(Message.Of("guarding.photo-key-file-not-ours"));
        OwnerOnly.MakeFile(file.FullName);
    }
}
