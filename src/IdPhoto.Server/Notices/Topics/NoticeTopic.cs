using System.Text.Json;
using IdPhoto.Documents;
using IdPhoto.Server.Policies;

namespace IdPhoto.Server.Notices.Topics;

/// <summary>Something that people who wished to know are told once.</summary>
/// <param name="Reference">Names it: 'policy' and the publication's number, or 'rules', the document and its mark.</param>
internal abstract record NoticeTopic(string Reference)
{
    /// <summary>What is kept of it, as JSON.</summary>
    public abstract string Facts { get; }

    /// <summary>Reads what was kept.</summary>
    public static NoticeTopic Read(string reference, string facts) => reference.StartsWith(PolicyTopic.Kind, StringComparison.Ordinal)
        ? new PolicyTopic(JsonSerializer.Deserialize<Announcement>(facts)!)
        : new RulesTopic(reference, facts);
}

/// <summary>A publication on the policy, or of another controller.</summary>
internal sealed record PolicyTopic(Announcement Published) : NoticeTopic(Name(Published.Number))
{
    /// <summary>How its references begin.</summary>
    public const string Kind = "policy ";

    public override string Facts => JsonSerializer.Serialize(Published);

    public static string Name(int number) => Kind + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The rules of a document have changed.</summary>
internal sealed record RulesTopic(string Reference, string Document) : NoticeTopic(Reference)
{
    public override string Facts => Document;

    /// <summary>For people.</summary>
    public string Title => PhotoSpecs.All.FirstOrDefault(spec => spec.Id == Document)?.Title ?? Document;

    /// <summary>One for each change: rules may change back.</summary>
    public static RulesTopic At(string document, DateTimeOffset moment)
        => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rules {document} {moment.ToUnixTimeMilliseconds()}"), document);
}
