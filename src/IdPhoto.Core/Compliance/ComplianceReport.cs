using IdPhoto.Borders;
using IdPhoto.Compliance.Rules;
using IdPhoto.Documents;
using IdPhoto.Heads;
using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance;

/// <summary>What a check found. Measures of a face: keep it like the photo.</summary>
public sealed record ComplianceReport
{
    /// <summary>The document.</summary>
    public required PhotoSpec Spec { get; init; }

    /// <summary>How the picture was taken: finished photo or capture; never <see cref="PhotoKind.Auto"/>.</summary>
    public required PhotoKind Kind { get; init; }

    /// <summary>Every rule that applies, in the order of <see cref="ComplianceRules.All"/>.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What is broken and what to look at, one sentence for each cause, the most important first; empty where everything passes.</summary>
    public IReadOnlyList<Advice> Advice => Cause.Ranked(Findings);

    /// <summary>What no picture can show: questions for the person who hands the photo in.</summary>
    public required IReadOnlyList<Message> Checklist { get; init; }

    /// <summary>What lay around the photo in its file and was left out before the check, in pixels of the upright picture.</summary>
    public PictureBorder Border { get; init; } = PictureBorder.None;

    /// <summary>Where the measures lie on the picture, for drawing; null without a face.</summary>
    internal ComplianceMarks? Marks { get; init; }

    /// <summary>The worst verdict of all rules; rules that were not assessed do not count.</summary>
    public Verdict Overall => Findings.Any(f => f.Verdict == Verdict.Fail) ? Verdict.Fail
        : Findings.Any(f => f.Verdict == Verdict.Review) ? Verdict.Review : Verdict.Pass;

    /// <summary>The finding of a rule, or null when the rule does not apply.</summary>
    /// <param name="code">One of <see cref="ComplianceRules"/>.</param>
    public Finding? Of(string code) => Findings.FirstOrDefault(finding => finding.Code == code);
}

/// <summary>A horizontal band on the page in which a line of the head must lie.</summary>
/// <param name="Code">The rule: eye line, top margin, chin margin, or head height, whose band holds the top of the head above the chin that is there.</param>
/// <param name="Top">Upper edge, in page pixels from the top.</param>
/// <param name="Bottom">Lower edge, likewise.</param>
internal sealed record AllowedBand(string Code, double Top, double Bottom);

/// <summary>Where the measured lines lie, in pixels of the upright picture where nothing else is said.</summary>
/// <param name="Picture">Size of the picture.</param>
/// <param name="Head">The head.</param>
/// <param name="Page">Corners of the page on the picture: upper left, upper right, lower right, lower left.</param>
/// <param name="PageToPicture">From page pixels to those of the picture.</param>
/// <param name="PageSize">Page pixels.</param>
/// <param name="Bands">Allowed places, in page pixels.</param>
/// <param name="Places">Parts of the head that rules are about, in pixels of the picture.</param>
internal sealed record ComplianceMarks(
    PixelSize Picture, HeadMeasure Head, IReadOnlyList<Point> Page, AffineMap PageToPicture, PixelSize PageSize, IReadOnlyList<AllowedBand> Bands,
    IReadOnlyList<MarkedPlace> Places);

/// <summary>A part of the picture that rules are about.</summary>
internal enum MarkedPart
{
    /// <summary>An eye.</summary>
    Eyes,

    /// <summary>The mouth.</summary>
    Mouth,

    /// <summary>The face.</summary>
    Face,

    /// <summary>Hair or what covers it.</summary>
    HeadTop,

    /// <summary>The face of somebody else.</summary>
    OtherFace,

    /// <summary>All that is behind the person; it has no ellipse of its own.</summary>
    Background,
}

/// <summary>An ellipse around a part, along the picture's axes.</summary>
/// <param name="Part">The part.</param>
/// <param name="Centre">In pixels of the picture.</param>
/// <param name="RadiusX">Half its width.</param>
/// <param name="RadiusY">Half its height.</param>
internal sealed record MarkedPlace(MarkedPart Part, Point Centre, double RadiusX, double RadiusY);
