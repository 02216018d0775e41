using IdPhoto.Messages;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Statistics;
using IdPhoto.Server.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdPhoto.Server.Records;

/// <summary>What is kept of people longer than a photo, and who looks after it.</summary>
internal static class RecordServices
{
    /// <exception cref="SettingException">The file or the database cannot be used.</exception>
    public static void Add(IServiceCollection services, ServerSettings settings, DataFolder data, MasterKeys keys)
    {
        if (settings.Shared is { } shared)
            AddShared(services, shared, data, keys);
        else
            AddAlone(services, data, keys);
        services.AddSingleton(new PersonHashes(keys.Records)).AddSingleton(new RecordCipher(keys.Records));
        services.AddSingleton(provider => AuditLog.Open(data.Audit, provider.GetRequiredService<RecordStore>(), provider.GetRequiredService<AuditKey>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<People>().AddSingleton<NewInstalls>().AddSingleton<PolicyRegister>().AddSingleton<ConsentBook>().AddSingleton<PersonalData>();
        services.AddSingleton<IPersonalPart>(provider => provider.GetRequiredService<ConsentBook>());
        services.AddSingleton<IPersonalPart, KeptPhotosPart>();
        services.AddSingleton<ConsentGuard>();
        services.AddHostedService<TakeOvers>().AddHostedService<InstallSweeper>().AddHostedService<RecordTidier>();
        services.AddSingleton<Tally>().AddSingleton<PhotoCounts>().AddSingleton<StatisticsReport>().AddHostedService<TallyWriter>();
    }

    private static void AddAlone(IServiceCollection services, DataFolder data, MasterKeys keys)
        => services.AddSingleton(TimeProvider.System).AddSingleton(new AuditKey(keys.Records)).AddSingleton<RecordStore>(_ => Open(data.Records));

    private static void AddShared(IServiceCollection services, SharedStore shared, DataFolder data, MasterKeys keys)
    {
        byte[] node = NodeId.Open(data.Node);
        services.TryAddSingleton(_ => SharedDatabase.Of(shared.Database));
        services.AddSingleton<TimeProvider>(provider => SharedClock.Start(provider.GetRequiredService<SharedDatabase>()));
        services.AddSingleton(new AuditKey(keys.Records, node));
        services.AddSingleton<RecordStore>(provider => PostgresRecords.Open(provider.GetRequiredService<SharedDatabase>(), node));
    }

    private static SqliteRecords Open(string file)
    {
        try
        {
            return SqliteRecords.Open(file);
        }
        catch (StoreException error)
        {
            throw new SettingException(Message.Of("storing.folder-unusable", ("type", TroubleKind.Of(error))));
        }
    }
}
