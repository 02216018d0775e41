using System.Security.Cryptography;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Notices;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>One of several servers as far as records go: a data folder of its own, the database and the photos of all.</summary>
internal sealed class RecordsNode : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly ServerSettings _settings;

    /// <param name="connection">The database.</param>
    /// <param name="photos">The photos of all.</param>
    /// <param name="clock">Tells the time; null for the database's.</param>
    /// <param name="settings">As Name=value.</param>
    public RecordsNode(string connection, StoreBench photos, TimeProvider? clock = null, params string[] settings)
        : this(connection, photos.Store, photos.Sandbox.KeyFile, clock, settings)
    {
    }

    /// <param name="connection">The database.</param>
    /// <param name="photos">The photos, as this server gets at them.</param>
    /// <param name="keyFile">The key file of all.</param>
    /// <param name="clock">Tells the time; null for the database's.</param>
    /// <param name="settings">As Name=value.</param>
    public RecordsNode(string connection, PhotoStore photos, string keyFile, TimeProvider? clock = null, params string[] settings)
    {
        _settings = new RecordsHome(Sandbox, connection).Settings([$"KeyFile={keyFile}", .. settings]);
        DataFolder data = DataFolder.Open(_settings);
        ServiceCollection services = new();
        services.AddLogging().AddSingleton(_settings).AddSingleton<ServerMetrics>().AddSingleton<ApiKeys>().AddSingleton<Callers>();
        services.AddSingleton(photos).AddSingleton(_settings.Notices).AddSingleton<OutboxPace>();
        RecordServices.Add(services, _settings, data, MasterKeys.Open(_settings.KeyFile, null));
        NoticeServices.AddTables(services);
        services.AddSingleton<IPersonalPart>(provider => provider.GetRequiredService<MailSubscriptions>());
        LetterServices.Add(services, _settings);
        if (clock is not null)
            services.AddSingleton(clock);
        _services = services.BuildServiceProvider();
        Audit.TrySettle();
    }

    public Sandbox Sandbox { get; } = new();

    public AuditLog Audit => Get<AuditLog>();

    public PolicyRegister Policies => Get<PolicyRegister>();

    public ConsentBook Consents => Get<ConsentBook>();

    public TakeOvers TakeOvers => Hosted<TakeOvers>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Something that runs for as long as the server.</summary>
    public T Hosted<T>()
        where T : IHostedService => _services.GetServices<IHostedService>().OfType<T>().Single();

    /// <summary>What every request with a photo of this install goes through.</summary>
    public void Require(InstallId install)
    {
        DefaultHttpContext request = new() { RequestServices = _services };
        request.Request.Headers[InstallId.Header] = new Guid(install.Bytes, bigEndian: true).ToString("D");
        Get<ConsentGuard>().Require(request);
    }

    /// <summary>What all of them call an install.</summary>
    public byte[] Person(InstallId install) => Get<PersonHashes>().Of(install);

    /// <summary>Writes a yes down to what holds now.</summary>
    public void Agree(byte[] person, string purpose) => Consents.Give(person, purpose, Policies.State.Tag, guardian: false);

    /// <summary>Publishes something that takes effect at once.</summary>
    public Announcement Publish(bool widens = false, Controller? controller = null)
        => Policies.Publish(new PolicyDraft(Get<TimeProvider>().GetUtcNow(), widens, controller, new Dictionary<string, string> { ["en"] = "Something changes." }));

    /// <summary>Checks this server's log as 'idphoto admin verify' does.</summary>
    /// <param name="log">Another file in place of its own.</param>
    public AuditVerdict Verify(string? log = null)
    {
        byte[] node = NodeId.Open(DataFolder.At(_settings).Node);
        AuditKey key = new(MasterKeys.Open(_settings.KeyFile, null).Records, node);
        return AuditCheck.Run(log ?? Sandbox.Audit, () => AuditNotes.InDatabase(Get<SharedDatabase>(), node, key), key);
    }

    /// <summary>A random install.</summary>
    public static InstallId NewInstall() => InstallId.Parse(Guid.NewGuid().ToString("D"))!.Value;

    public void Dispose()
    {
        _services.Dispose();
        Sandbox.Dispose();
    }
}
