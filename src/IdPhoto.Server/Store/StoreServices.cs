using IdPhoto.Messages;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Store;

/// <summary>The store of one process: SQLite and a folder.</summary>
internal static class StoreServices
{
    /// <exception cref="SettingException">The folder or the key cannot be used.</exception>
    public static void Add(IServiceCollection services, ServerSettings settings)
    {
        DataFolder data = DataFolder.Open(settings);
        FolderLock folderLock = FolderLock.Take(data.Lock);
        services.AddSingleton(_ => folderLock);
        try
        {
            Add(services, settings, data);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    private static void Add(IServiceCollection services, ServerSettings settings, DataFolder data)
    {
        DiskPhotos photos = DiskPhotos.Open(data.Photos);
        PhotoKeyFile.Prepare(settings, data);
        MasterKeys keys = MasterKeys.Open(settings.KeyFile, Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY"), makes: settings.Shared is null);
        // SQLite gives its other files the rights of this one.
        OwnerOnly.MakeFile(data.Database);
        services.AddSingleton(_ => OpenKeys(settings.PhotoKeyFile));
        services.AddSingleton<IPhotoLedger>(provider => SqliteLedger.Open(data.Database, provider.GetRequiredService<KeySlots>()));
        services.AddSingleton<IPhotoFiles>(photos);
        services.AddSingleton(provider => new PhotoStore(
            provider.GetRequiredService<IPhotoLedger>(), provider.GetRequiredService<KeySlots>(), provider.GetRequiredService<IPhotoFiles>(), new PhotoCipher(keys),
            new StoreRules(settings.Retention, settings.StoreBytes), MachineClock.Read));
        services.AddSingleton(provider => Previews(provider.GetRequiredService<PhotoStore>(), settings));
        services.AddSingleton<LiveStays>().AddSingleton<StoreShares>();
        services.AddSingleton(_ => new DeletionReceipts(keys));
        services.AddSingleton<SweepDiary>().AddHostedService<Sweeper>();
        RecordServices.Add(services, settings, data, keys);
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
}
