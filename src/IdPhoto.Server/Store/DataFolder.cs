using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>The folder of the store. It is recognised before anything in it is opened, changed or deleted.</summary>
internal sealed class DataFolder
{
    /// <summary>An empty file that says whose folder this is.</summary>
    public const string Marker = ".idphoto-store";

    /// <summary>The top of a disk of its own has it.</summary>
    private const string LostAndFound = "lost+found";

    private readonly string _folder;
    private readonly HashSet<string> _files;

    private DataFolder(ServerSettings settings)
    {
        // A service manager may put a link in its place: that one is followed, and none in it.
        _folder = RealPath.Of(settings.DataFolder);
        _files =
        [
            Marker, "lock", "photos.keys", "audit.log", "admin.sock", "node",
            "photos.db", "photos.db-wal", "photos.db-shm", "photos.db-journal",
            "records.db", "records.db-wal", "records.db-shm", "records.db-journal",
        ];
        if (PhotoKeyFile.IsIn(settings.PhotoKeyFile, _folder))
            _files.Add(Path.GetFileName(settings.PhotoKeyFile));
        if (settings.AdminListen?.SocketPath is { } socket && PhotoKeyFile.IsIn(socket, _folder))
            _files.Add(Path.GetFileName(socket));
    }

    /// <summary>Locked by the server that uses the folder.</summary>
    public string Lock => Path.Combine(_folder, "lock");

    public string Database => Path.Combine(_folder, "photos.db");

    /// <summary>What is kept longer than photos.</summary>
    public string Records => Path.Combine(_folder, "records.db");

    /// <summary>What the operator and the server have done.</summary>
    public string Audit => Path.Combine(_folder, "audit.log");

    /// <summary>What marks this server among several.</summary>
    public string Node => Path.Combine(_folder, "node");

    public string Photos => Path.Combine(_folder, "photos");

    /// <summary>Where things are in the folder, for who only reads.</summary>
    public static DataFolder At(ServerSettings settings) => new(settings);

    /// <summary>Makes the folder, or takes one that is empty or holds a store and nothing else, and shuts everybody else out.</summary>
    /// <exception cref="SettingException">It holds something else, or cannot be made private. Nothing was changed in the first case.</exception>
    public static DataFolder Open(ServerSettings settings)
    {
        DataFolder data = new(settings);
        OwnerOnly.MakeFolder(data._folder);
        DirectoryInfo folder = new(data._folder);
        FileSystemInfo[] entries = folder.GetFileSystemInfos();
        if (!entries.All(data.IsOurs) || !data.IsStore(entries))
            throw new SettingException(Message.Of("guarding.data-folder-not-ours"));
        OwnerOnly.Restrict(folder);
        foreach (FileSystemInfo entry in entries.Where(entry => entry.Name != LostAndFound))
            OwnerOnly.Restrict(entry);
        data.Mark();
        return data;
    }

    private bool IsOurs(FileSystemInfo entry)
        => entry.LinkTarget is null && (entry is DirectoryInfo ? entry.Name is "photos" or LostAndFound : _files.Contains(entry.Name));

    /// <summary>Names prove nothing, as others have files of these names too. Older versions left no marker, but always a database.</summary>
    private bool IsStore(FileSystemInfo[] entries)
        => entries.All(entry => entry.Name == LostAndFound) || entries.Any(entry => entry.Name == Marker) || LedgerSchema.IsIn(Database);

    private void Mark()
    {
        try
        {
            OwnerOnly.MakeFile(Path.Combine(_folder, Marker));
        }
        catch (IOException full) when (DiskFull.Caused(full) && File.Exists(Database))
        {
            // Photos of an older version must be able to go, and make room for it.
        }
    }
}
