using System.Globalization;
using System.Text;
using IdPhoto.Messages;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Settings;
using IdPhoto.Words;

namespace IdPhoto.Server.PublicPages;

/// <summary>The policy of this moment as parts of a page.</summary>
internal static class PolicyHtml
{
    public static Dictionary<string, string> Parts(Sentences words, PolicyState policy, ServerSettings settings) => new()
    {
        ["policy-title"] = Say(words, Message.Of("policy.title")),
        ["policy-version"] = Say(words, Message.Of("policy.version", ("version", policy.Tag.ToString()), ("date", Day(policy.Since)))),
        ["policy-short"] = Say(words, Message.Of("policy.short")),
        ["policy-contents"] = string.Concat(PolicySections.All.Select((section, i) => $"<li><a href=\"#s{i + 1}\">{Say(words, Message.Of(section.Heading))}</a></li>")),
        ["policy-sections"] = string.Concat(PolicySections.All.Select((section, i) => Section(words, $"s{i + 1}", section.Heading, section.Paragraphs))),
        ["policy-upcoming"] = Announced(words, policy.Upcoming, "announced-upcoming", "note look"),
        ["policy-in-force"] = Announced(words, policy.InForce, "announced-in-force", "note"),
        ["controller"] = Controller(words, policy.Controller),
        ["letter-kept"] = Say(words, Message.Of("rights.letter-kept", ("days", settings.LetterTime.Days))),
    };

    private static string Section(Sentences words, string anchor, string heading, IReadOnlyList<string> paragraphs)
        => $"<section id=\"{anchor}\"><h2>{Say(words, Message.Of(heading))}</h2>{string.Concat(paragraphs.Select(id => $"<p>{Say(words, Message.Of(id))}</p>"))}</section>";

    private static string Announced(Sentences words, IReadOnlyList<Announcement> published, string heading, string look)
    {
        if (published.Count == 0)
            return "";
        StringBuilder html = new($"<section class=\"{look}\"><h2>{PageTemplate.Text(words, heading)}</h2><ol class=\"announced\">");
        foreach (Announcement one in published.Reverse())
            html.Append(One(words, one));
        return html.Append("</ol></section>").ToString();
    }

    private static string One(Sentences words, Announcement one)
    {
        StringBuilder html = new($"<li><p class=\"when\">{Time(one.From)} <bdi class=\"tag\">{PolicyEdition.Number}.{one.Number}</bdi></p>");
        html.Append($"<p>{PageTemplate.Encode(one.ChangesIn(words.Spoken.Tag))}</p>");
        if (one.Controller is { } controller)
            html.Append($"<p>{PageTemplate.Encode(words.Say(Message.Of("rights.announced-controller", ("name", controller.Name))))}</p>");
        if (one.IsBinding)
            html.Append($"<p>{PageTemplate.Text(words, "announced-asks-again")}</p>");
        return html.Append("</li>").ToString();
    }

    private static string Controller(Sentences words, Controller? controller)
    {
        if (controller is null)
            return $"<p class=\"soft\">{PageTemplate.Text(words, "controller-none")}</p>";
        string contact = controller.Contact is { } address ? $"<br>{Contact(address)}" : "";
        return $"<p><bdi>{PageTemplate.Encode(controller.Name)}</bdi>{contact}</p>";
    }

    private static string Contact(string address)
    {
        string text = PageTemplate.Encode(address);
        return address.Contains('@', StringComparison.Ordinal) ? $"<a href=\"mailto:{text}\"><bdi dir=\"ltr\">{text}</bdi></a>" : $"<bdi>{text}</bdi>";
    }

    private static string Time(DateTimeOffset at)
        => $"<time datetime=\"{at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}\">{Day(DateOnly.FromDateTime(at.UtcDateTime))}</time>";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Say(Sentences words, Message message) => PageTemplate.Encode(words.Say(message));
}
