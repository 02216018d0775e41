using IdPhoto.Compliance.Rules;
using IdPhoto.Messages;

namespace IdPhoto.Compliance;

/// <summary>The stable codes of the rules, in the order of the report.</summary>
public static class ComplianceRules
{
    /// <summary>Exactly one face.</summary>
    public const string FaceCount = "face-count";

    /// <summary>Whether the document's photo can be cut from this picture; captures only.</summary>
    public const string Framing = "framing";

    /// <summary>Shape and pixels of a finished photo.</summary>
    public const string PixelSize = "pixel-size";

    /// <summary>Whether the picture has pixels enough for the photo; captures only.</summary>
    public const string Resolution = "resolution";

    /// <summary>Pixels between the eyes.</summary>
    public const string InterEyeDistance = "inter-eye-distance";

    /// <summary>Chin to the top of the head.</summary>
    public const string HeadHeight = "head-height";

    /// <summary>The eye line above the lower edge.</summary>
    public const string EyeLine = "eye-line";

    /// <summary>Room above the head.</summary>
    public const string TopMargin = "top-margin";

    /// <summary>Room below the chin.</summary>
    public const string ChinMargin = "chin-margin";

    /// <summary>The face in the middle.</summary>
    public const string Centring = "centring";

    /// <summary>Width of the head.</summary>
    public const string HeadWidth = "head-width";

    /// <summary>Head or hair cut off by an edge.</summary>
    public const string HeadCut = "head-cut-off";

    /// <summary>Shoulders on the photo.</summary>
    public const string Shoulders = "shoulders";

    /// <summary>Head tilted to a shoulder.</summary>
    public const string Roll = "roll";

    /// <summary>Head turned to a side.</summary>
    public const string Yaw = "yaw";

    /// <summary>Head raised or lowered.</summary>
    public const string Pitch = "pitch";

    /// <summary>Both eyes open.</summary>
    public const string EyesOpen = "eyes-open";

    /// <summary>Looking into the camera.</summary>
    public const string Gaze = "gaze";

    /// <summary>Red pupils.</summary>
    public const string RedEye = "red-eye";

    /// <summary>Mouth closed.</summary>
    public const string MouthClosed = "mouth-closed";

    /// <summary>Neutral expression.</summary>
    public const string Expression = "expression";

    /// <summary>Glasses worn.</summary>
    public const string Glasses = "glasses";

    /// <summary>Dark or tinted lenses.</summary>
    public const string TintedLenses = "tinted-lenses";

    /// <summary>Reflections on the lenses.</summary>
    public const string Glare = "glare";

    /// <summary>Frames or hair across the eyes.</summary>
    public const string EyesCovered = "eyes-covered";

    /// <summary>Hat, scarf, band.</summary>
    public const string HeadCovering = "head-covering";

    /// <summary>Hair, hand, mask or scarf over the face.</summary>
    public const string FaceCovered = "face-covered";

    /// <summary>No hand on the photo.</summary>
    public const string Hands = "hands";

    /// <summary>An even background.</summary>
    public const string BackgroundUniform = "background-uniform";

    /// <summary>The background's colour.</summary>
    public const string BackgroundColour = "background-colour";

    /// <summary>The head's shadow on the background.</summary>
    public const string BackgroundShadow = "background-shadow";

    /// <summary>Things or people in the background.</summary>
    public const string BackgroundObjects = "background-objects";

    /// <summary>The face evenly lit.</summary>
    public const string EvenLight = "even-light";

    /// <summary>Shadows on the face.</summary>
    public const string FaceShadow = "face-shadow";

    /// <summary>Blown-out spots on the skin.</summary>
    public const string HotSpots = "hot-spots";

    /// <summary>Too dark.</summary>
    public const string UnderExposure = "under-exposure";

    /// <summary>Too bright.</summary>
    public const string OverExposure = "over-exposure";

    /// <summary>Levels of light in the face.</summary>
    public const string DynamicRange = "dynamic-range";

    /// <summary>Sharpness of the face.</summary>
    public const string Sharpness = "sharpness";

    /// <summary>Visible compression.</summary>
    public const string Compression = "compression";

    /// <summary>A colour cast.</summary>
    public const string ColourCast = "colour-cast";

    /// <summary>Colour at all.</summary>
    public const string Monochrome = "monochrome";

    /// <summary>Distortion of a photo taken from too near.</summary>
    public const string CameraDistance = "camera-distance";

    /// <summary>A short name of a rule, for tables and drawings.</summary>
    /// <param name="code">One of the codes here.</param>
    public static Message Title(string code) => RuleBook.Of(code).Title;

    /// <summary>The part of the photo that a rule is about; null for none.</summary>
    /// <param name="code">One of the codes here.</param>
    internal static MarkedPart? Part(string code) => RuleBook.Of(code).Part;

    /// <summary>Whether a person who makes a photo is warned of what was found on its source.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="backgroundKept">Whether the photo keeps its background.</param>
    public static bool IsWarnedOf(Finding finding, bool backgroundKept)
    {
        ArgumentNullException.ThrowIfNull(finding);
        MakeWarning warns = RuleBook.Of(finding.Code).Warns;
        return warns != MakeWarning.Never
            && (finding.Verdict == Verdict.Fail || (finding.Verdict == Verdict.Review && backgroundKept && warns == MakeWarning.OfKeptBackground));
    }

    /// <summary>What to do about some findings: one sentence for each cause, the most important first.</summary>
    /// <param name="findings">Of any verdict; those that pass or were not assessed need nothing.</param>
    public static IReadOnlyList<Advice> Advise(IEnumerable<Finding> findings) => Cause.Ranked(findings);

    /// <summary>Every code, in the order of the report.</summary>
    public static IReadOnlyList<string> All { get; } = [.. RuleBook.All.Select(rule => rule.Code)];
}
