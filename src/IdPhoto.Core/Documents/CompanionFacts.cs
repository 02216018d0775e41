using IdPhoto.Messages;

namespace IdPhoto.Documents;

/// <summary>What is handed in beside a photo, to be said to a person.</summary>
internal static class CompanionFacts
{
    /// <summary>What it is, with its size and file where they are known.</summary>
    public static Argument Of(Companion companion)
    {
        Argument?[] parts = [Name(companion.Kind), Pixels(companion.Pixels), companion.File is { } file ? SpecFacts.File(file) : null];
        return SpecFacts.Noted(Argument.Row(parts.OfType<Argument>()), companion.Note);
    }

    /// <summary>What it is.</summary>
    public static Message Name(CompanionKind kind) => kind switch
    {
        CompanionKind.Signature => Message.Of("facts.companion-signature"),
        CompanionKind.Thumbprint => Message.Of("facts.companion-thumbprint"),
        CompanionKind.Declaration => Message.Of("facts.companion-declaration"),
        CompanionKind.LivePhoto => Message.Of("facts.companion-live-photo"),
        CompanionKind.SecondPhoto => Message.Of("facts.companion-second-photo"),
        CompanionKind.Writing => Message.Of("facts.companion-writing"),
        CompanionKind.Guarantor => Message.Of("facts.companion-guarantor"),
        _ => Message.Of("facts.companion-photographer"),
    };

    private static Argument? Pixels(PixelRule? rule) => SpecFacts.Pixels(rule) is { } size ? (Argument)Message.Of("facts.companion-pixels", ("size", size)) : null;
}
