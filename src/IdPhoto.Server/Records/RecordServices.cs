using IdPhoto.Messages;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Statistics;
using IdPhoto.Server.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Records;

/// <summary>What is kept of people longer than a photo, and who looks after it.</summary>
internal static class RecordServices
{
    /// <exception cref="SettingException">The file cannot be used.</exception>
    public static void Add(IServiceCollection services, DataFolder data, MasterKey master)
    {
        services.AddSingleton(_ => Open(data.Records));
        services.AddSingleton(TimeProvider.System).AddSingleton(new PersonHashes(master)).AddSingleton(new RecordCipher(master));
        services.AddSingleton(provider => AuditLog.Open(data.Audit, provider.GetRequiredService<RecordsFile>(), new AuditKey(master), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<People>().AddSingleton<NewInstalls>().AddSingleton<PolicyRegister>().AddSingleton<ConsentBook>().AddSingleton<PersonalData>();
        services.AddSingleton<IPersonalPart>(provider => provider.GetRequiredService<ConsentBook>());
        services.AddSingleton<IPersonalPart, KeptPhotosPart>();
        services.AddSingleton<ConsentGuard>();
        services.AddHostedService<TakeOvers>().AddHostedService<InstallSweeper>();
        services.AddSingleton<Tally>().AddSingleton<PhotoCounts>().AddSingleton<StatisticsReport>().AddHostedService<TallyWriter>();
    }

    private static RecordsFile Open(string file)
    {
        try
        {
            return RecordsFile.Open(file);
        }
        catch (SqliteException error)
        {
            throw new SettingException(Message.Of("storing.folder-unusable", ("type", error.GetType().Name)));
        }
    }
}
