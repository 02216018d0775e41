using IdPhoto.Messages;
using IdPhoto.Server.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Store;

/// <summary>The store of one process: SQLite and a folder.</summary>
internal static class StoreServices
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="SettingException">The folder or the key cannot be used.</exception>
    public static void Add(IServiceCollection services, ServerSettings settings)
    {
        MasterKey master = MasterKey.Open(settings.KeyFile);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(settings.DataFolder);
        else
            Directory.CreateDirectory(settings.DataFolder, OwnerOnly);
        FileStream folderLock = Lock(settings.DataFolder);
        services.AddSingleton(_ => folderLock);
        services.AddSingleton(_ => OpenKeys(settings.PhotoKeyFile));
        services.AddSingleton<IPhotoLedger>(provider => SqliteLedger.Open(Path.Combine(settings.DataFolder, "photos.db"), provider.GetRequiredService<KeySlots>()));
        services.AddSingleton<IPhotoFiles>(_ => new DiskPhotos(Path.Combine(settings.DataFolder, "photos")));
        services.AddSingleton(provider => new PhotoStore(
            provider.GetRequiredService<IPhotoLedger>(), provider.GetRequiredService<KeySlots>(), provider.GetRequiredService<IPhotoFiles>(), new PhotoCipher(master),
            new StoreRules(settings.Retention, settings.StoreBytes), MachineClock.Read));
        services.AddSingleton(provider => Previews(provider.GetRequiredService<PhotoStore>(), settings));
        services.AddSingleton<LiveStays>().AddSingleton<StoreShares>();
        services.AddSingleton(_ => new DeletionReceipts(master));
        services.AddHostedService<Sweeper>();
    }

    private static PreviewCache Previews(PhotoStore store, ServerSettings settings)
    {
        PreviewCache previews = new(settings.PreviewBytes, settings.PreviewTime, MachineClock.Read);
        previews.Follow(store);
        return previews;
    }

    private static KeySlots OpenKeys(string file)
    {
        try
        {
            return KeySlots.Open(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Message.Of("storing.photo-keys-unusable", ("type", error.GetType().Name)));
        }
    }

    /// <summary>The start removes what belongs to no photo: a second server must not find the first one's uploads.</summary>
    private static FileStream Lock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new SettingException(Message.Of("storing.folder-in-use"));
        }
    }
}
