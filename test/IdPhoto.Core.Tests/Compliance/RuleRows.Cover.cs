using IdPhoto.Colorimetry;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Hands;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using static IdPhoto.Compliance.ComplianceRules;
using static IdPhoto.Compliance.Verdict;

namespace IdPhoto.Tests.Compliance;

/// <content>The rules of the group Cover.</content>
internal static partial class RuleRows
{
    private static Scene Capped(double share, double contour = 1) => Good with { Cover = Good.Cover with { CapWorn = share, Contour = contour } };

    private static CaptureRule Hat(Wear rule) => new() { HeadCovering = new WearRule { Rule = rule } };

    private static Scene Excepted(Scene scene) => scene with { Options = scene.Options with { CoveringExcepted = true } };

    private static Scene Face(Func<CoverLook, CoverLook> change) => Good with { Cover = change(Good.Cover) };

    /// <summary>A palm of 80 px; the face's box reaches from 185 to 415 and from 370 to 500.</summary>
    private static Scene Hand(double score, double x = 300, double y = 560)
        => Good with { Hands = [new FoundHand(score, new Box(x - 40, y - 40, 80, 80), new Point(x, y + 40), new Point(x, y - 40))] };

    private static IEnumerable<Row> Covers() =>
    [
        .. Limits(HeadCovering, share => Capped(share), 0.08, 0.30),
        new(HeadCovering, Capped(0.2, contour: 0.5), Review, "outline-maybe"),
        new(HeadCovering, Capped(0.2, contour: 0.85), Review),
        new(HeadCovering, Capped(0.5).By(Hat(Wear.Forbidden)), Fail, "forbidden"),
        new(HeadCovering, Excepted(Capped(0.5).By(Hat(Wear.Forbidden))), Fail, "forbidden"),
        new(HeadCovering, Capped(0.5).By(Hat(Wear.Allowed)), Pass, "accepted"),
        new(HeadCovering, Excepted(Capped(0.5)), Pass, "accepted"),
        new(HeadCovering, Excepted(Capped(0.5, contour: 0.85)), Pass, "accepted"),
        new(HeadCovering, Excepted(Capped(0.5, contour: 0.849)), Review, "outline"),
        new(HeadCovering, Excepted(Capped(0.2, contour: 0.5)), Review, "outline-maybe"),
        new(HeadCovering, Excepted(Capped(0.05, contour: 0.1)), Pass),

        .. Limits(FaceCovered, share => Face(cover => cover with { FaceHair = share }), 0.14, 0.34, "hair"),
        .. Limits(FaceCovered, share => Face(cover => cover with { FaceHand = share }), 0.05, 0.10, "hand"),
        .. Limits(FaceCovered, share => Face(cover => cover with { FaceWorn = share }), 0.06, 0.18, "cloth"),
        .. Limits(FaceCovered, share => Face(cover => cover with { MouthWorn = share }), 0.15, 0.40, "mouth"),
        .. Limits(FaceCovered, area => Face(cover => cover with { HandBeside = area }), 0.25, null, "beside"),
        new(FaceCovered, Face(cover => cover with { HandBeside = 0.3, FaceHair = 0.2 }), Review, "hair"),
        new(FaceCovered, Face(cover => cover with { FaceSkin = 0.699, MeshOff = 0.31 }), Review, "unsure"),
        new(FaceCovered, Face(cover => cover with { FaceSkin = 0.7, MeshOff = 0.31 }), Pass),
        new(FaceCovered, Face(cover => cover with { FaceSkin = 0.5, MeshOff = 0.3 }), Pass),
        new(FaceCovered, Face(cover => cover with { FaceHair = 0.2, FaceHand = 0.2 }), Fail, "hand"),

        .. Limits(ComplianceRules.Hands, share => Hand(share), 0.60, 0.75, "head"),
        new(ComplianceRules.Hands, Hand(0.9, y: 700), Fail, "page"),
        new(ComplianceRules.Hands, Hand(0.7, y: 700), Review, "page"),
        new(ComplianceRules.Hands, Hand(0.9, y: 850), Pass),
        new(ComplianceRules.Hands, Hand(0.9, x: -60, y: 430), Pass),
        .. Told(ComplianceRules.Hands, Hand(0.7, y: 700), Hand(0.9)),
        new(ComplianceRules.Hands, Hand(0.9).Aged(2), Fail, "head"),
        new(ComplianceRules.Hands, Good with { Hands = [.. Hand(0.95, y: 900).Hands!, .. Hand(0.8).Hands!] }, Fail, "head"),
        new(ComplianceRules.Hands, Good with { Hands = null }, NotAssessed),
    ];
}
