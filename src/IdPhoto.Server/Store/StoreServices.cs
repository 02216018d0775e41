using IdPhoto.Messages;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdPhoto.Server.Store;

/// <summary>Where photos are kept: by one server in SQLite and a folder, or by several in PostgreSQL and a bucket.</summary>
internal static class StoreServices
{
    /// <exception cref="SettingException">The folder, the key, the database or the bucket cannot be used.</exception>
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
        StoreRules rules = new(settings.Retention, settings.StoreBytes);
        MasterKeys keys;
        if (settings.Shared is { } shared)
        {
            RefusePhotosOfOne(data);
            keys = OpenMasters(settings);
            AddShared(services, shared, rules, keys);
        }
        else
        {
            DiskPhotos photos = DiskPhotos.Open(data.Photos);
            PhotoKeyFile.Prepare(settings, data);
            keys = OpenMasters(settings);
            FirstRemoval.Run(data.Database, photos, settings.PhotoKeyFile, MachineClock.Read());
            AddSole(services, settings, data, photos, rules, keys);
        }
        services.AddSingleton(provider => Previews(provider.GetRequiredService<PhotoStore>(), settings));
        services.AddSingleton<LiveStays>().AddSingleton<StoreShares>().AddSingleton<StoreHealth>();
        services.AddSingleton(_ => new DeletionReceipts(keys));
        services.AddSingleton<SweepDiary>().AddHostedService<Sweeper>();
        if (settings.Shared is not null)
            services.AddHostedService<GoneListener>().AddHostedService<StraySweeper>();
        RecordServices.Add(services, settings, data, keys);
    }

    private static MasterKeys OpenMasters(ServerSettings settings)
        => MasterKeys.Open(settings.KeyFile, Environment.GetEnvironmentVariable(SecretFile.Credentials), makes: settings.Shared is null);

    private static void AddSole(IServiceCollection services, ServerSettings settings, DataFolder data, DiskPhotos photos, StoreRules rules, MasterKeys keys)
    {
        // SQLite gives its other files the rights of this one.
        OwnerOnly.MakeFile(data.Database);
        services.AddSingleton(_ => OpenKeys(settings.PhotoKeyFile));
        services.AddSingleton(provider => OpenLedger(data.Database, provider.GetRequiredService<KeySlots>(), settings.PhotoKeyFile, rules));
        services.AddSingleton<IPhotoLedger>(provider => provider.GetRequiredService<SqliteLedger>());
        services.AddSingleton<IPhotoFiles>(photos);
        services.AddSingleton(provider => new PhotoStore(
            provider.GetRequiredService<IPhotoLedger>(), new SlotKeys(provider.GetRequiredService<KeySlots>()), photos, new PhotoCipher(keys), provider.GetRequiredService<TimeProvider>(),
            new StartCleanup(provider.GetRequiredService<SqliteLedger>(), provider.GetRequiredService<KeySlots>(), photos)));
    }

    private static void AddShared(IServiceCollection services, SharedStore shared, StoreRules rules, MasterKeys keys)
    {
        using (SharedDatabase first = SharedDatabase.Of(shared.Database))
        using (S3Bucket bucket = new(shared))
        {
            first.Migrate(PostgresLedgerSchema.Part, PostgresLedgerSchema.Steps);
            string mark = SameStoreCheck.Check(first, shared, keys.Records);
            new KeysInUse(first, keys).Check();
            BucketStart.CheckAsync(bucket, mark, CancellationToken.None).GetAwaiter().GetResult();
        }
        services.TryAddSingleton(_ => SharedDatabase.Of(shared.Database));
        services.AddSingleton(_ => new S3Bucket(shared));
        services.AddSingleton(provider => new KeysInUse(provider.GetRequiredService<SharedDatabase>(), keys));
        services.AddSingleton(provider => new PostgresClock(provider.GetRequiredService<SharedDatabase>(), rules.Retention, () => MachineClock.Read().Uptime));
        services.AddSingleton(provider => new PostgresLedger(provider.GetRequiredService<SharedDatabase>(), rules, provider.GetRequiredService<PostgresClock>()));
        services.AddSingleton<IPhotoLedger>(provider => provider.GetRequiredService<PostgresLedger>());
        services.AddSingleton<IPhotoFiles>(provider => new S3Photos(provider.GetRequiredService<S3Bucket>()));
        services.AddSingleton(provider => new PhotoStore(
            provider.GetRequiredService<IPhotoLedger>(), new BucketKeys(provider.GetRequiredService<S3Bucket>(), keys), provider.GetRequiredService<IPhotoFiles>(),
            new PhotoCipher(keys), provider.GetRequiredService<TimeProvider>()));
    }

    // Nobody would sweep them any more.
    private static void RefusePhotosOfOne(DataFolder data)
    {
        if (File.Exists(data.Database) || Directory.Exists(data.Photos))
            throw new SettingException(Message.Of("storing.folder-of-one-server"));
    }

    private static PreviewCache Previews(PhotoStore store, ServerSettings settings)
    {
        PreviewCache previews = new(settings.PreviewBytes, settings.PreviewTime, MachineClock.Read);
        previews.Follow(store);
        return previews;
    }

    // The rights of a file are changed once it is known whose it is.
    private static SqliteLedger OpenLedger(string database, KeySlots keys, string keyFile, StoreRules rules)
    {
        SqliteLedger ledger = SqliteLedger.Open(database, keys, rules, MachineClock.Read);
        try
        {
            OwnerOnly.Restrict(new FileInfo(keyFile));
            return ledger;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
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
