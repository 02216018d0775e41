namespace IdPhoto.Server.Policies;

/// <summary>A change of the policy, or of who is responsible, that the operator has published.</summary>
/// <param name="Number">1 for the first, and so on.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="From">When it takes effect.</param>
/// <param name="Widens">Whether more is done with data than before: then people are asked again.</param>
/// <param name="Controller">Who is responsible from then on; null for no change.</param>
/// <param name="Changes">What changes, in words, by language tag.</param>
internal sealed record Announcement(
    int Number, DateTimeOffset PublishedAt, DateTimeOffset From, bool Widens, Controller? Controller, IReadOnlyDictionary<string, string> Changes)
{
    /// <summary>Whether a consent to what was before ends with it.</summary>
    public bool IsBinding => Widens || Controller is not null;

    /// <summary>Whether it holds. What was to hold at once does so for every server, whatever their clocks say.</summary>
    public bool HasTakenEffect(DateTimeOffset now) => From <= now || From <= PublishedAt;

    /// <summary>What changes, in a language, or in English where it is not written in that one.</summary>
    public string ChangesIn(string language) => Changes.GetValueOrDefault(language) ?? Changes.GetValueOrDefault("en") ?? Changes.Values.First();
}

/// <summary>What is to be published.</summary>
/// <param name="From">When it takes effect.</param>
/// <param name="Widens">Whether more is done with data than before.</param>
/// <param name="Controller">Who is responsible from then on; null for no change.</param>
/// <param name="Changes">What changes, in words, by language tag; English at least.</param>
internal sealed record PolicyDraft(DateTimeOffset From, bool Widens, Controller? Controller, IReadOnlyDictionary<string, string> Changes);

/// <summary>Who is responsible for what is done with people's data (GDPR, article 4, number 7).</summary>
/// <param name="Name">A person or a company.</param>
/// <param name="Contact">Where to write.</param>
internal sealed record Controller(string Name, string? Contact);
