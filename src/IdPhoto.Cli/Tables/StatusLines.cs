using IdPhoto.Cli.Admin;
using IdPhoto.Messages;
using IdPhoto.Server.Admin;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Policies;

namespace IdPhoto.Cli.Tables;

/// <summary>What a server keeps, for people.</summary>
internal static class StatusLines
{
    public static void Print(AdminStatus status)
    {
        foreach (Message line in (IEnumerable<Message>)[.. Photos(status.Photos), .. Sweeps(status.Sweeps), .. Policy(status.Policy), .. Rest(status)])
            Console.Out.WriteLine(Speech.Say(line));
    }

    private static IEnumerable<Message> Photos(PhotosStatus photos)
    {
        yield return Message.Of(
            "admin.status-photos", ("photos", photos.Kept), ("bytes", Argument.Quantity(photos.Bytes, Units.Bytes, 0)), ("retention", Moments.Lasting(photos.RetentionSeconds)));
        if (photos.NextGoneSeconds is { } next)
            yield return Message.Of("admin.status-next", ("time", Moments.Lasting(next)));
        yield return photos.Overdue == 0 ? Message.Of("admin.status-punctual") : Message.Of("admin.status-overdue", ("photos", photos.Overdue));
    }

    private static IEnumerable<Message> Sweeps(SweepsStatus sweeps)
    {
        if (sweeps.LastAt is { } last)
            yield return Message.Of("admin.status-swept", ("time", Moments.At(last)));
        if (sweeps.Failing)
            yield return Message.Of("admin.status-sweeps-fail");
    }

    private static IEnumerable<Message> Policy(PolicyAnswer policy)
    {
        yield return policy.Controller is { } controller
            ? Message.Of("admin.status-policy-of", ("tag", policy.Tag), ("name", controller.Name))
            : Message.Of("admin.status-policy", ("tag", policy.Tag));
        foreach (AnnouncementAnswer upcoming in policy.Upcoming)
            yield return Published(upcoming);
    }

    /// <summary>A change that is announced.</summary>
    public static Message Published(AnnouncementAnswer published)
    {
        (string, Argument) number = ("number", published.Number), tag = ("tag", published.Tag), from = ("from", Moments.At(published.From));
        if (published.Controller is { } controller)
            return Message.Of("admin.upcoming-controller", ("number", published.Number), ("tag", published.Tag), ("from", Moments.At(published.From)), ("name", controller.Name));
        return published.Widens ? Message.Of("admin.upcoming-widens", number, tag, from) : Message.Of("admin.upcoming", number, tag, from);
    }

    private static IEnumerable<Message> Rest(AdminStatus status)
    {
        yield return Message.Of("admin.status-letters", ("letters", status.OpenLetters));
        foreach (OutboxStatus notices in status.Outbox)
            yield return Message.Of(
                "admin.status-outbox", ("reference", notices.Reference), ("channel", notices.Channel), ("waiting", notices.Waiting), ("sent", notices.Sent),
                ("failed", notices.Failed), ("withheld", notices.Withheld), ("unknown", notices.Unknown), ("twice", notices.PerhapsTwice));
        yield return Message.Of("admin.status-installs", ("installs", status.Installs));
        yield return Message.Of("admin.status-audit", ("lines", status.AuditLines));
        yield return Message.Of("admin.status-version", ("version", status.Version));
    }
}
