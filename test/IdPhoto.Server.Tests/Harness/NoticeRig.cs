using System.Globalization;
using System.Security.Cryptography;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Notices;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Rules;
using IdPhoto.Server.Notices.Settings;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>All that has to do with notices, on a file of its own or on one that several use, without the rest of a server.</summary>
internal sealed class NoticeRig : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly Sandbox? _sandbox;
    private readonly RecordsHome _home;

    /// <param name="clock">Tells the time.</param>
    /// <param name="smtpPort">Of the mail server.</param>
    /// <param name="pace">How fast notices are sent; without a pause unless it says so.</param>
    /// <param name="beside">Another process's, which works on the same file or database with the same key.</param>
    /// <param name="database">A database that is there; null for a file, and beside another.</param>
    public NoticeRig(TimeProvider clock, int smtpPort = 1, OutboxPace? pace = null, NoticeRig? beside = null, string? database = null)
        : this(beside?.Folder ?? new Sandbox(), beside, beside is null, clock, smtpPort, pace, database)
    {
    }

    /// <summary>One on a folder that outlives it.</summary>
    public NoticeRig(Sandbox sandbox, TimeProvider clock, int smtpPort, OutboxPace pace)
        : this(sandbox, null, owns: false, clock, smtpPort, pace, database: null)
    {
    }

    private NoticeRig(Sandbox sandbox, NoticeRig? beside, bool owns, TimeProvider clock, int smtpPort, OutboxPace? pace, string? database)
    {
        (Folder, _sandbox) = (sandbox, owns ? sandbox : null);
        _home = beside?._home ?? new RecordsHome(sandbox, database);
        MasterKey master = MasterKeys.Open(sandbox.KeyFile, null).Records;
        ServiceCollection services = new();
        services.AddSingleton(clock).AddSingleton(pace ?? new OutboxPace { Spacing = TimeSpan.Zero })
            .AddSingleton(ServerSettings.Read(new ConfigurationBuilder().Build()))
            .AddSingleton(_ => _home.Open())
            .AddSingleton(new RecordCipher(master)).AddSingleton<People>().AddSingleton<PolicyRegister>().AddSingleton<ConsentBook>();
        services.AddSingleton(new NoticeSettings
        {
            PublicAddress = new Uri("https://photos.example.org/"),
            Mail = new MailSettings("127.0.0.1", smtpPort, MailSecurity.None, null, null, new MailboxAddress("ID photos", "photos@example.org"), ChecksRevocation: true),
            PerMinute = 1,
        });
        NoticeServices.AddTables(services);
        services.AddSingleton<MailChannel>().AddSingleton<ILogger<EditionWatch>>(new ListedLog<EditionWatch>(Warnings));
        _services = services.BuildServiceProvider();
    }

    /// <summary>Where everything lies.</summary>
    public Sandbox Folder { get; }

    /// <summary>What the operator would find in the log.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>What the operator is warned of.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>How often something of a person was used.</summary>
    public int Uses { get; private set; }

    public OutboxTable Outbox => Get<OutboxTable>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A person who has agreed to notices and wishes for them at a confirmed address.</summary>
    public byte[] Subscribe(string address, bool policy = true, params string[] documents)
    {
        byte[] person = Agreed(Purposes.Notices);
        Get<MailTable>().Put(person, address, "en", new NoticeWish(policy, documents));
        byte[] seed = Get<MailTable>().Find(person)!.Seed;
        Get<MailTable>().Confirm(MailTokens.Hash(Get<MailTokens>().Confirm(seed)));
        return person;
    }

    /// <summary>A person who has agreed to something.</summary>
    public byte[] Agreed(string purpose)
    {
        byte[] person = RandomNumberGenerator.GetBytes(32);
        Get<ConsentBook>().Give(person, purpose, Get<PolicyRegister>().State.Tag, guardian: false);
        return person;
    }

    /// <summary>Publishes something on the policy, and announces it.</summary>
    public Announcement Publish(TimeSpan from, Controller? controller = null)
    {
        Announcement published = Get<PolicyRegister>().Publish(new PolicyDraft(
            Get<TimeProvider>().GetUtcNow() + from, Widens: false, controller, new Dictionary<string, string> { ["en"] = "Letters are kept for 30 days." }));
        Get<NoticePlanner>().Follow();
        return published;
    }

    /// <summary>A worker on a channel.</summary>
    public ChannelWorker Worker(INoticeChannel? channel = null)
        => new(channel ?? Get<MailChannel>(), Outbox, Get<WritingRight>(), Get<OutboxPace>(), () => Uses++, Failures.Add);

    /// <summary>Sends whatever is due.</summary>
    public async Task SendAsync(INoticeChannel? channel = null)
    {
        ChannelWorker worker = Worker(channel);
        while (await worker.WorkAsync(CancellationToken.None) == TimeSpan.Zero)
        {
        }
    }

    /// <summary>The states of all notices in the outbox, with how often each is there.</summary>
    public string States() => string.Join(", ", Get<RecordStore>().Query(
        "SELECT state, count(*) FROM notice_outbox GROUP BY state ORDER BY state", row => string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(1)} {row.GetString(0)}")));

    public void Dispose()
    {
        _services.Dispose();
        if (_sandbox is null)
            return;
        _home.Dispose();
        _sandbox.Dispose();
    }

    private sealed class ListedLog<T>(List<string> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => lines.Add(formatter(state, exception));
    }
}
