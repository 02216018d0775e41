using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>What no picture can show, as questions.</summary>
internal static class Checklists
{
    /// <summary>Of small children, hands, toys and what supports the head are looked for.</summary>
    private const double SmallChild = 6, Baby = 1;

    public static IReadOnlyList<Message> For(PhotoSpec spec, CheckOptions options) =>
    [
        .. By(spec.Capture?.By), Age(spec.Capture?.MaxAgeMonths), Message.Of("checklist.likeness"), Message.Of("checklist.unedited"), options.AgeYears < AgeRelief.Baby ? Message.Of("checklist.mirrored-baby") : Message.Of("checklist.mirrored"),
        .. Excepted(spec.Capture?.HeadCovering, Message.Of("checklist.covering"), note => Message.Of("checklist.covering-noted", ("note", note))),
        .. options.CoveringExcepted ? [Message.Of("checklist.covering-declared")] : (Message[])[],
        .. Excepted(spec.Capture?.Glasses, Message.Of("checklist.glasses"), note => Message.Of("checklist.glasses-noted", ("note", note))),
        .. options.AgeYears < SmallChild ? [Message.Of("checklist.child")] : (Message[])[],
        .. options.AgeYears < Baby ? [Message.Of("checklist.baby")] : (Message[])[],
    ];

    private static Message[] By(Photographer? by) => by switch
    {
        Photographer.OnSite => [Message.Of("checklist.on-site")],
        Photographer.Professional => [Message.Of("checklist.professional")],
        _ => [],
    };

    private static Message Age(int? months) => months is int most ? Message.Of("checklist.age", ("months", most)) : Message.Of("checklist.age-unknown");

    private static Message[] Excepted(WearRule? rule, Message plain, Func<string, Message> noted)
        => rule is not { Rule: Wear.Excepted } ? [] : [rule.Note is { } note ? noted(note) : plain];
}
