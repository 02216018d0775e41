using IdPhoto.Compliance;

namespace IdPhoto.Bench.Compliance;

/// <summary>What a person's label says of a rule.</summary>
internal enum Expected
{
    /// <summary>Nothing, or too little to count.</summary>
    Unknown,

    /// <summary>The rule is kept.</summary>
    Good,

    /// <summary>The rule is broken.</summary>
    Bad,
}

/// <summary>From labels to what the rules should say.</summary>
internal static class Expectation
{
    /// <summary>The rules that can be held against labels, each with the label's field.</summary>
    public static IReadOnlyList<(string Rule, string Field, Func<Label, Expected> Of)> Rules { get; } =
    [
        (ComplianceRules.EyesOpen, "eyesOpen", l => Words(l.EyesOpen, "open", "closed")),
        (ComplianceRules.Gaze, "gaze", l => Words(l.Gaze, "camera", "away")),
        (ComplianceRules.RedEye, "redEye", l => Flag(l.RedEye)),
        (ComplianceRules.MouthClosed, "mouth", l => Words(l.Mouth, "closed", "open", "teeth")),
        (ComplianceRules.Expression, "expression", l => Words(l.Expression, "neutral", "smile", "laugh")),
        (ComplianceRules.Glasses, "glasses", l => Words(l.Glasses, "none", "clear", "tinted", "dark")),
        (ComplianceRules.TintedLenses, "glasses", l => l.Glasses is "none" or "clear" ? Expected.Good : Words(l.Glasses, "", "dark", "tinted")),
        (ComplianceRules.Glare, "glare", l => Flag(l.Glare)),
        (ComplianceRules.EyesCovered, "hairOverEyes", l => l.FrameOverEye == true ? Expected.Unknown : Flag(l.HairOverEyes)),
        (ComplianceRules.HeadCovering, "headCovering", l => Words(l.HeadCovering, "none", "hat", "religious", "hood", "other")),
        (ComplianceRules.FaceCovered, "faceOccluded", l => Flag(l.FaceOccluded)),
        (ComplianceRules.Hands, "handOnFace", l => Flag(l.HandOnFace)),
        (ComplianceRules.Yaw, "yawDegreesAbout", l => Angle(l.YawDegreesAbout)),
        (ComplianceRules.Pitch, "pitchDegreesAbout", l => Angle(l.PitchDegreesAbout)),
        (ComplianceRules.Roll, "rollDegreesAbout", l => Angle(l.RollDegreesAbout)),
        (ComplianceRules.BackgroundUniform, "background", l => Words(l.Background, "plain", "busy", "textured")),
        (ComplianceRules.BackgroundShadow, "backgroundShadow", l => l.Background is "plain" or "gradient" ? Flag(l.BackgroundShadow) : Expected.Unknown),
        (ComplianceRules.BackgroundObjects, "otherPersonOrObject", l => l.Background is "plain" or "gradient" ? Flag(l.OtherPersonOrObject) : Words(l.Background, "", "busy")),
        (ComplianceRules.EvenLight, "lighting", l => Words(l.Lighting, "even", "hard-shadow")),
        (ComplianceRules.FaceShadow, "lighting", l => Words(l.Lighting, "even", "hard-shadow")),
        (ComplianceRules.UnderExposure, "exposure", l => Words(l.Exposure, "ok", "under")),
        (ComplianceRules.OverExposure, "exposure", l => Words(l.Exposure, "ok", "over")),
        (ComplianceRules.DynamicRange, "exposure", l => Words(l.Exposure, "ok", "-")),
        (ComplianceRules.HotSpots, "hotSpots", l => Flag(l.HotSpots)),
        (ComplianceRules.Sharpness, "sharp", l => Words(l.Sharp, "sharp", "blurred")),
        (ComplianceRules.Compression, "compression", l => Words(l.Compression, "clean", "visible")),
        (ComplianceRules.ColourCast, "colour", l => Words(l.Colour, "natural", "cast")),
        (ComplianceRules.Monochrome, "colour", l => l.Colour == "monochrome" ? Expected.Bad : l.Colour is null ? Expected.Unknown : Expected.Good),
    ];

    private static Expected Words(string? word, string good, params string[] bad)
        => word == good ? Expected.Good : bad.Contains(word) ? Expected.Bad : Expected.Unknown;

    private static Expected Flag(bool? isBad) => isBad switch { null => Expected.Unknown, true => Expected.Bad, _ => Expected.Good };

    // Labels are estimated to 5 degrees: 5 may be good, 15 is bad, what lies between is left out.
    private static Expected Angle(double? degrees) => degrees is not double d ? Expected.Unknown : Math.Abs(d) <= 5 ? Expected.Good : Math.Abs(d) > 15 ? Expected.Bad : Expected.Unknown;
}
