using System.Globalization;
using IdPhoto.Messages;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Refusing;
using IdPhoto.Words;

namespace IdPhoto.Server.Admin;

/// <summary>A change as its file describes it. Mistakes in it are explained before anybody else sees it.</summary>
/// <param name="From">When it takes effect, such as 2027-01-31 (at 0:00 UTC) or 2027-01-31T12:00:00Z.</param>
/// <param name="Widens">Whether more is done with data than before, so that everybody is asked again.</param>
/// <param name="Controller">Who is responsible from then on; null for no change.</param>
/// <param name="Changes">What changes, in words, by language tag.</param>
/// <param name="Reason">Why people are not told in advance, one of <see cref="Reasons"/>; null where they are.</param>
internal sealed record PublishRequest(
    string? From, bool? Widens, Controller? Controller, IReadOnlyDictionary<string, string>? Changes, string? Reason = null)
{
    /// <summary>People hear of a change so many days ahead.</summary>
    public const int NoticeDays = 14;

    /// <summary>Letters of what changes, in one language.</summary>
    public const int MostLetters = 4000;

    private const int LongestName = 200;

    /// <summary>Why a change may take effect at once: a law or a court wants it, a danger is averted, less is done with data than before, or only words are put right.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["law", "security", "less-data", "wording"];

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>Languages in which it does not say what changes.</summary>
    public static IReadOnlyList<string> Missing(PolicyDraft draft) => [.. Languages.All.Select(language => language.Tag).Except(draft.Changes.Keys)];

    /// <summary>The change, checked.</summary>
    /// <param name="state">What is published already.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="RequestRefused">It cannot be published so.</exception>
    public PolicyDraft Check(PolicyState state, DateTimeOffset now)
    {
        if (Reason is not null && !Reasons.Contains(Reason))
            throw Wrong(Message.Of("admin.publish-reason", ("reasons", Argument.Any(Reasons.Select(reason => (Argument)reason)))));
        if (Widens is not { } widens)
            throw Wrong(Message.Of("admin.publish-widens"));
        if ((widens || Controller is not null) && Reason is "less-data" or "wording")
            throw Wrong(Message.Of("admin.publish-reason-widens"));
        CheckController();
        return new PolicyDraft(Start(state, now), widens, Controller, CheckedChanges());
    }

    private void CheckController()
    {
        if (Controller is not null && (string.IsNullOrWhiteSpace(Controller.Name) || Controller.Name.Length > LongestName || Controller.Contact?.Length > LongestName))
            throw Wrong(Message.Of("admin.publish-controller", ("most", LongestName)));
    }

    private DateTimeOffset Start(PolicyState state, DateTimeOffset now)
    {
        DateTimeOffset from = now;
        if (From is not null || Reason is null)
            from = DateTimeOffset.TryParseExact(From, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset read)
                ? read : throw Wrong(Message.Of("admin.publish-from"));
        if (from < now)
            throw Wrong(Message.Of("admin.publish-past"));
        if (Reason is null && from < now + TimeSpan.FromDays(NoticeDays))
            throw Wrong(Message.Of("admin.publish-soon", ("days", NoticeDays)));
        if (state.Upcoming.Count > 0 && from < state.Upcoming[^1].From)
            throw Wrong(Message.Of("admin.publish-order", ("number", state.Upcoming[^1].Number), ("date", Day(state.Upcoming[^1].From))));
        return from;
    }

    private Dictionary<string, string> CheckedChanges()
    {
        Dictionary<string, string> changes = (Changes ?? new Dictionary<string, string>()).ToDictionary(change => change.Key, change => (change.Value ?? "").Trim());
        Argument tags = Argument.Any(Languages.All.Select(language => (Argument)language.Tag));
        if (changes.Keys.FirstOrDefault(tag => Languages.All.All(language => language.Tag != tag)) is { } unknown)
            throw Wrong(Message.Of("admin.publish-language", ("tag", unknown), ("tags", tags)));
        if (!changes.ContainsKey(Languages.English.Tag))
            throw Wrong(Message.Of("admin.publish-english"));
        if (changes.FirstOrDefault(change => change.Value.Length is 0 or > MostLetters) is { Key: { } wrong })
            throw Wrong(Message.Of("admin.publish-text", ("tag", wrong), ("most", MostLetters)));
        return changes;
    }

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static RequestRefused Wrong(Message said) => RequestRefused.Invalid(said);
}
