using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>What a rule is about.</summary>
internal enum RuleGroup
{
    /// <summary>One face, and pixels enough.</summary>
    Size,

    /// <summary>Where the head lies on the photo.</summary>
    Place,

    /// <summary>Where the head points, and whether all of it is there.</summary>
    Pose,

    /// <summary>The eyes.</summary>
    Eyes,

    /// <summary>The mouth and the expression.</summary>
    Mouth,

    /// <summary>Glasses, and what hides the eyes.</summary>
    Glasses,

    /// <summary>What covers head and face.</summary>
    Cover,

    /// <summary>The background.</summary>
    Background,

    /// <summary>Light and exposure.</summary>
    Light,

    /// <summary>Sharpness, compression, colour.</summary>
    Quality,
}

/// <summary>How a rule is relaxed for children.</summary>
/// <param name="Below">Younger than this, in years.</param>
/// <param name="Ease">The limits are farther off by this factor.</param>
/// <param name="NeverFails">It is at most a reason to look.</param>
/// <param name="OwnWords">What is to be looked at is said in words of its own, '.child'.</param>
/// <param name="ByReading">The rule's own reading takes wider limits.</param>
internal sealed record AgeRelief(double Below, double Ease = 1, bool NeverFails = false, bool OwnWords = false, bool ByReading = false)
{
    /// <summary>Up to this age, in years, a parent does all that the advice says.</summary>
    public const double Baby = 2;

    /// <summary>ICAO widens head and eyes for children (TR Portrait Quality, table 9); national rules rarely say either.</summary>
    public static AgeRelief OfPlace { get; } = new(Below: 11, ByReading: true);
}

/// <summary>When <c>make</c> warns of what the check of its source found.</summary>
internal enum MakeWarning
{
    /// <summary>When the rule is broken.</summary>
    WhenBroken,

    /// <summary>When it is broken, and also when a kept background should be looked at: it could not be made right.</summary>
    OfKeptBackground,

    /// <summary>Never: framing says it in its own numbers.</summary>
    Never,
}

/// <summary>A rule as a declaration: what is measured, on which scales, and what follows. <see cref="RuleEngine"/> does the rest.</summary>
/// <param name="Code">One of <see cref="ComplianceRules"/>.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Read">Measures a photo; null where the rule does not apply to it.</param>
internal sealed record Rule(string Code, RuleGroup Group, Func<RuleContext, Reading?> Read)
{
    /// <summary>Every scale with fixed limits that it may be read on, the usual one first; empty where the document or a yes or no decides.</summary>
    public IReadOnlyList<Scale> Scales { get; init; } = [];

    /// <summary>The part of the photo that it is about, to be marked; null for none.</summary>
    public MarkedPart? Part { get; init; }

    /// <summary>What is still to be done where it is kept.</summary>
    public Remedy OnPass { get; init; } = Remedy.None;

    /// <summary>What helps where a person should look.</summary>
    public Remedy OnReview { get; init; } = Remedy.Retake;

    /// <summary>What helps where it is broken.</summary>
    public Remedy OnFail { get; init; } = Remedy.Retake;

    /// <summary>How it is relaxed for children; null where it is not.</summary>
    public AgeRelief? Ages { get; init; }

    /// <summary>Whether a parent is told of a baby's photo in words of its own, '.baby': a baby cannot stand before a wall or look into a lens when told to.</summary>
    public bool BabyWords { get; init; }

    /// <summary>When <c>make</c> warns of it.</summary>
    public MakeWarning Warns { get; init; }

    /// <summary>A short name.</summary>
    public Message Title => Message.Of($"rules.{Code}.title");

    /// <summary>What is measured.</summary>
    public Message Measured => Message.Of($"rules.{Code}.measured");
}
