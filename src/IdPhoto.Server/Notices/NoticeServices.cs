using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Push;
using IdPhoto.Server.Notices.Rules;
using IdPhoto.Server.Notices.Settings;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Records;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Notices;

/// <summary>Notices, as the operator has set them up.</summary>
internal static class NoticeServices
{
    /// <exception cref="Server.Settings.SettingException">A key or an account cannot be used.</exception>
    public static void Add(IServiceCollection services, NoticeSettings settings)
    {
        services.AddSingleton(settings).AddSingleton(PushKeys.Open(settings));
        services.AddSingleton(new OutboxPace { Spacing = TimeSpan.FromMinutes(1) / settings.PerMinute });
        AddTables(services);
        services.AddSingleton<IPersonalPart>(provider => provider.GetRequiredService<MailSubscriptions>());
        services.AddSingleton<IPersonalPart>(provider => provider.GetRequiredService<PushSubscriptions>());
        services.AddSingleton<IPersonalPart, AskedQuestions>();
        if (settings.Mail is not null)
            services.AddSingleton<INoticeChannel, MailChannel>();
        if (settings.WebPush is not null || settings.Fcm is not null)
            services.AddSingleton(Push);
        services.AddHostedService<NoticeStart>().AddHostedService<NoticeSender>();
    }

    /// <summary>What is kept, without anything that sends.</summary>
    public static void AddTables(IServiceCollection services)
    {
        services.AddSingleton<OutboxTable>().AddSingleton<TopicTable>().AddSingleton<MailTable>().AddSingleton<PushTable>().AddSingleton<DocumentWishes>()
            .AddSingleton<AskTable>().AddSingleton<MarkTable>().AddSingleton<MailTokens>().AddSingleton<NoticeIds>();
        services.AddSingleton<MailSubscriptions>().AddSingleton<PushSubscriptions>().AddSingleton<NoticePlanner>().AddSingleton<RuleWatch>().AddSingleton<EditionWatch>().AddSingleton<WritingRight>();
    }

    private static INoticeChannel Push(IServiceProvider provider)
    {
        NoticeSettings settings = provider.GetRequiredService<NoticeSettings>();
        TimeProvider clock = provider.GetRequiredService<TimeProvider>();
        WebPushSender? web = settings.WebPush is { } browsers ? new WebPushSender(browsers, provider.GetRequiredService<PushKeys>().Vapid!, clock) : null;
        FcmSender? fcm = settings.Fcm is { } firebase ? new FcmSender(firebase, clock) : null;
        return new PushChannel(web, fcm, provider.GetRequiredService<PushTable>(), provider.GetRequiredService<TopicTable>(), provider.GetRequiredService<NoticeIds>());
    }
}
