using System.Globalization;
using IdPhoto.Messages;
using IdPhoto.Words;

namespace IdPhoto.Server.Notices.Topics;

/// <summary>What a push notice shows: the payload that the app's worker reads. Nothing in it is about a person.</summary>
/// <param name="Kind">policy or rules.</param>
/// <param name="Tag">A repetition of the same notice has the same and takes its place.</param>
/// <param name="Title">A line.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Lang">Their language.</param>
/// <param name="Dir">ltr or rtl.</param>
internal sealed record PushText(string Kind, string Tag, string Title, string Text, string Lang, string Dir)
{
    /// <summary>Puts a topic into words.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="words">The person's language.</param>
    /// <param name="sealed">Whether only the person's browser can read it; else it does not say which document it is about.</param>
    /// <param name="tag">Names the notice; it must say nothing.</param>
    public static PushText Of(NoticeTopic topic, Sentences words, bool @sealed, string tag) => topic switch
    {
        PolicyTopic policy => New("policy", tag, words, Message.Of("notices.push-policy-title"), Message.Of("notices.push-policy", ("date", Date(policy.Published.From)))),
        EditionTopic edition => New("policy", tag, words, Message.Of("notices.push-policy-title"), Message.Of("notices.push-edition", ("date", Date(edition.Since)))),
        RulesTopic rules when @sealed => New("rules", tag, words, Message.Of("notices.push-rules-title"), Message.Of("notices.push-rules", ("document", rules.Title))),
        _ => New("rules", tag, words, Message.Of("notices.push-rules-title"), Message.Of("notices.push-rules-some")),
    };

    /// <summary>The day, as ISO 8601 writes it: all six languages read it.</summary>
    public static string Date(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Date(DateTimeOffset)"/>
    public static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static PushText New(string kind, string tag, Sentences words, Message title, Message text)
        => new(kind, tag, words.Say(title), words.Say(text), words.Spoken.Tag, words.Spoken.RightToLeft ? "rtl" : "ltr");
}
