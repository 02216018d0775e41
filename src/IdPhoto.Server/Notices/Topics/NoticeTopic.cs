using System.Globalization;
using System.Text.Json;
using IdPhoto.Documents;
using IdPhoto.Server.Policies;

namespace IdPhoto.Server.Notices.Topics;

/// <summary>Something that people who wished to know are told once.</summary>
/// <param name="Reference">Names it: 'policy' and the publication's number, 'edition' and the text's, or 'rules', the document and its mark.</param>
internal abstract record NoticeTopic(string Reference)
{
    /// <summary>What is kept of it, as JSON.</summary>
    public abstract string Facts { get; }

    /// <summary>Reads what was kept.</summary>
    public static NoticeTopic Read(string reference, string facts)
    {
        if (reference.StartsWith(PolicyTopic.Kind, StringComparison.Ordinal))
            return new PolicyTopic(JsonSerializer.Deserialize<Announcement>(facts)!);
        return EditionTopic.Parse(reference, facts) ?? (NoticeTopic)new RulesTopic(reference, facts);
    }
}

/// <summary>A publication on the policy, or of another controller.</summary>
internal sealed record PolicyTopic(Announcement Published) : NoticeTopic(Name(Published.Number))
{
    /// <summary>How its references begin.</summary>
    public const string Kind = "policy ";

    public override string Facts => JsonSerializer.Serialize(Published);

    public static string Name(int number) => Kind + number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The product has come with another text of the policy.</summary>
/// <param name="Edition">Its number.</param>
/// <param name="Since">The day from which it holds.</param>
internal sealed record EditionTopic(int Edition, DateOnly Since) : NoticeTopic(string.Create(CultureInfo.InvariantCulture, $"{Kind}{Edition}"))
{
    private const string Kind = "edition ";

    public override string Facts => Since.ToString("o", CultureInfo.InvariantCulture);

    /// <summary>Null where it is about something else.</summary>
    public static EditionTopic? Parse(string reference, string since) => reference.StartsWith(Kind, StringComparison.Ordinal)
        ? new EditionTopic(int.Parse(reference[Kind.Length..], CultureInfo.InvariantCulture), DateOnly.ParseExact(since, "o", CultureInfo.InvariantCulture))
        : null;
}

/// <summary>The rules of a document have changed.</summary>
internal sealed record RulesTopic(string Reference, string Document) : NoticeTopic(Reference)
{
    public override string Facts => Document;

    /// <summary>For people.</summary>
    public string Title => PhotoSpecs.All.FirstOrDefault(spec => spec.Id == Document)?.Title ?? Document;

    /// <summary>One for each change: rules may change back.</summary>
    public static RulesTopic At(string document, DateTimeOffset moment)
        => new(string.Create(CultureInfo.InvariantCulture, $"rules {document} {moment.ToUnixTimeMilliseconds()}"), document);
}
