using System.Text.Json;
using IdPhoto.App.Device;
using IdPhoto.Words;

namespace IdPhoto.App.Journey;

/// <summary>Who is responsible for what happens to the data.</summary>
/// <param name="Name">Who.</param>
/// <param name="Contact">An address for letters.</param>
public sealed record Controller(string Name, string? Contact)
{
    internal static Controller? Read(JsonElement? json) => json is { } said && said.Text("name") is { } name ? new Controller(name, said.Text("contact")) : null;
}

/// <summary>A change of the policy that the operator has announced.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Tag">What is agreed to from then on.</param>
/// <param name="From">When it takes effect.</param>
/// <param name="Widens">Whether more is done with data.</param>
/// <param name="Controller">Who is responsible from then on; null where that stays.</param>
/// <param name="Changes">What changes, by language.</param>
public sealed record Announcement(int Number, string Tag, DateTimeOffset From, bool Widens, Controller? Controller, IReadOnlyList<(string Language, string Text)> Changes)
{
    /// <summary>Whether it needs a new yes.</summary>
    public bool IsBinding => Widens || Controller is not null;

    /// <summary>Whether it is the whole text that is another one.</summary>
    public bool IsText => Number == 0;

    /// <summary>The text that this version of the app brings, as a change by itself. Nothing but a wider use makes another edition of it.</summary>
    public static Announcement OfText { get; } = new(0, PrivacyPolicy.Tag, PolicyEdition.Since.ToDateTime(TimeOnly.MinValue, DateTimeKind.Local), Widens: true, null, []);

    /// <summary>What changes, in a language, otherwise in English, otherwise in whatever it was written in.</summary>
    public (string Language, string Text) In(string language)
    {
        foreach (string tag in new[] { language, Languages.English.Tag })
            if (Changes.FirstOrDefault(change => change.Language == tag && change.Text.Length > 0) is { Text: not null } change)
                return change;
        return Changes.Count > 0 ? Changes[0] : (language, "");
    }

    internal static Announcement Read(JsonElement json) => new(
        json.Number("number"), json.Text("tag") ?? "", json.Time("from") ?? default, json.Is("widens"), Controller.Read(json.Part("controller")),
        json.Part("changes") is { ValueKind: JsonValueKind.Object } changes ? [.. changes.EnumerateObject().Select(change => (change.Name, change.Value.ToString()))] : []);
}

/// <summary>The policy as it was learned last.</summary>
/// <param name="Tag">What is agreed to now.</param>
/// <param name="Edition">The text that is in force.</param>
/// <param name="Controller">Who is responsible; null where the operator does not say.</param>
/// <param name="Binding">The last thing that asks again.</param>
/// <param name="InForce">The announcements that have taken effect.</param>
/// <param name="Upcoming">Those that will.</param>
public sealed record PolicyState(string Tag, int Edition, Controller? Controller, string Binding, IReadOnlyList<Announcement> InForce, IReadOnlyList<Announcement> Upcoming)
{
    /// <summary>The text that this version of the app brings, with no announcement.</summary>
    public static PolicyState BuiltIn { get; } = new(PrivacyPolicy.Tag, PolicyEdition.Number, null, PrivacyPolicy.Tag, [], []);

    /// <summary>Reads what the server says; null where it is no such thing.</summary>
    internal static PolicyState? Read(JsonElement json) => json.Text("tag") is { } tag
        ? new PolicyState(tag, json.Number("edition"), Controller.Read(json.Part("controller")), json.Text("binding") ?? tag, json.All("inForce", Announcement.Read), json.All("upcoming", Announcement.Read))
        : null;

    /// <summary>As it is at a time: what was announced takes effect without a connection, too.</summary>
    public PolicyState At(DateTimeOffset now) => Upcoming.Where(next => next.From <= now).OrderBy(next => next.Number).Aggregate(this, (state, next) => state with
    {
        Tag = next.Tag,
        Controller = next.Controller ?? state.Controller,
        Binding = next.IsBinding ? next.Tag : state.Binding,
        InForce = [.. state.InForce, next],
        Upcoming = [.. state.Upcoming.Where(other => other.Number != next.Number)],
    });

    /// <summary>Whether an agreement to a tag still holds.</summary>
    public bool Holds(string? tag) => PolicyTag.Parse(tag).Holds(PolicyTag.Parse(Binding), Edition);

    /// <summary>What asks one again who agreed to a tag: another text, and what was announced since.</summary>
    public IEnumerable<Announcement> Since(string? tag)
    {
        PolicyTag agreed = PolicyTag.Parse(tag);
        IEnumerable<Announcement> announced = InForce.Where(announced => announced.IsBinding && announced.Number > agreed.Announcement);
        return Text is { } text && agreed.Edition != Edition ? announced.Prepend(text) : announced;
    }

    /// <summary>The text in force; null where this version of the app brings another one, which nobody can be asked about here.</summary>
    public Announcement? Text => Edition == PolicyEdition.Number ? Announcement.OfText : null;

    /// <summary>The day from which it is as it is.</summary>
    public DateTimeOffset LastChange => InForce.Select(announced => announced.From).Append(Announcement.OfText.From).Max();
}
