using IdPhoto.Messages;

namespace IdPhoto.Compliance.Rules;

/// <summary>A number that a verdict turns on, and whose it is. Stated here once; sentences, reports and docs read it.</summary>
/// <param name="Value">In the unit of its <see cref="Scale"/>, before that scale's factor.</param>
/// <param name="Origin">Whose number it is.</param>
/// <param name="Source">Clause of a standard, or what it was calibrated on.</param>
internal sealed record Limit(double Value, RuleOrigin Origin, string Source)
{
    /// <summary>Portraits labelled by eye, which the bench reads.</summary>
    public const string LabelledPhotos = "labelled photos";

    /// <summary>Photos that authorities show as good ones.</summary>
    public const string SamplePhotos = "authorities' sample photos";

    /// <summary>How far the colours lie apart that neighbouring words mean.</summary>
    public const string ColourNames = "distance of neighbouring colour names";

    /// <summary>The source to be said to a person: a citation stays as it is in every language.</summary>
    public Argument Said => Source switch
    {
        LabelledPhotos => Message.Of("bases.source-labelled-photos"),
        SamplePhotos => Message.Of("bases.source-sample-photos"),
        ColourNames => Message.Of("bases.source-colour-names"),
        _ => Source,
    };

    /// <summary>Of ICAO Doc 9303, ISO/IEC 19794-5 or 39794-5, or what most authorities build on.</summary>
    public static Limit Icao(double value, string source) => new(value, RuleOrigin.Icao, source);

    /// <summary>Of OFIQ.</summary>
    public static Limit Ofiq(double value, string source) => new(value, RuleOrigin.Ofiq, source);

    /// <summary>Found on labelled photos and by controlled changes; the standard named asks for the thing without a number.</summary>
    public static Limit Calibrated(double value, string source) => new(value, RuleOrigin.Calibrated, source);
}
