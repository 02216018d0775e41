using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Faces;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Compliance;

/// <summary>A controlled change to a picture that breaks, or nearly breaks, a rule.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Rules">The rules that should notice; one of them is enough.</param>
/// <param name="Expected">What the picture is after it.</param>
/// <param name="Apply">The changed file's picture; the mesh is the main face's, in its pixels, and the map tells its skin.</param>
internal sealed record Change(string Name, string[] Rules, Expected Expected, Func<Picture, FaceMesh, PersonMap, Picture> Apply)
{
    /// <summary>Every change. Strengths are what a person notices at once (broken) or does not mind (kept).</summary>
    public static IReadOnlyList<Change> All { get; } =
    [
        .. Skins,
        new("half a stop darker", [ComplianceRules.UnderExposure], Expected.Good, (p, _, _) => Tones.Exposed(p, -0.5)),
        new("four stops darker", [ComplianceRules.UnderExposure], Expected.Bad, (p, _, _) => Tones.Exposed(p, -4)),
        new("two and a half stops brighter", [ComplianceRules.OverExposure], Expected.Bad, (p, _, _) => Tones.Exposed(p, 2.5)),
        new("grey", [ComplianceRules.Monochrome], Expected.Bad, (p, _, _) => Tones.Grey(p)),
        new("strongly blue", [ComplianceRules.ColourCast], Expected.Bad, (p, _, _) => Tones.Scaled(p, 0.62, 0.9, 1.35)),
        new("strongly green", [ComplianceRules.ColourCast], Expected.Bad, (p, _, _) => Tones.Scaled(p, 0.72, 1.1, 0.8)),
        new("slightly warm", [ComplianceRules.ColourCast], Expected.Good, (p, _, _) => Tones.Scaled(p, 1.03, 1, 0.97)),
        new("light on one side only", [ComplianceRules.FaceShadow, ComplianceRules.EvenLight], Expected.Bad, (p, m, _) => Tones.SideShadow(p, m, 3.4)),
        new("one side a third of a stop darker", [ComplianceRules.FaceShadow, ComplianceRules.EvenLight], Expected.Good, (p, m, _) => Tones.SideShadow(p, m, 0.33)),
        new("blurred by 5 % of the eye distance", [ComplianceRules.Sharpness], Expected.Bad, (p, m, _) => Blurring.Gaussian(p, 0.05 * Eyes(m))),
        new("blurred by 0.5 %", [ComplianceRules.Sharpness], Expected.Good, (p, m, _) => Blurring.Gaussian(p, 0.005 * Eyes(m))),
        new("shaken by 15 %", [ComplianceRules.Sharpness], Expected.Bad, (p, m, _) => Blurring.Motion(p, 0.15 * Eyes(m))),
        new("JPEG of quality 92", [ComplianceRules.Compression], Expected.Good, (p, _, _) => Saved(p, 92)),
        new("JPEG of quality 8", [ComplianceRules.Compression], Expected.Bad, (p, _, _) => Saved(p, 8)),
        new("red pupils", [ComplianceRules.RedEye], Expected.Bad, (p, m, _) => Paint.Disc(p, [m.LeftIris, m.RightIris], 0.055 * Eyes(m), (200, 35, 40), 0.85)),
        new("a shining forehead", [ComplianceRules.HotSpots], Expected.Bad, (p, m, _) => Paint.Disc(p, [m.Points[151].MidpointTo(m.Points[9])], 0.18 * Eyes(m), (255, 255, 255), 1)),
        new("a cloth mask", [ComplianceRules.FaceCovered], Expected.Bad, (p, m, _) => Paint.Polygon(p, [234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 330, 195, 101], m, (150, 190, 215))),
        new("black lenses", [ComplianceRules.TintedLenses, ComplianceRules.Glasses], Expected.Bad, (p, m, _) => Paint.Lenses(p, m, (18, 18, 20))),
        new("turned by 15 degrees", [ComplianceRules.Roll], Expected.Bad, (p, m, _) => Turned(p, m, 15)),
        new("turned by 3 degrees", [ComplianceRules.Roll], Expected.Good, (p, m, _) => Turned(p, m, 3)),
    ];

    private static string[] OfSkin =>
    [
        ComplianceRules.UnderExposure, ComplianceRules.OverExposure, ComplianceRules.DynamicRange, ComplianceRules.EvenLight, ComplianceRules.FaceShadow, ComplianceRules.HotSpots,
        ComplianceRules.ColourCast, ComplianceRules.Monochrome, ComplianceRules.RedEye, ComplianceRules.Glasses, ComplianceRules.TintedLenses, ComplianceRules.Glare, ComplianceRules.HeadCovering,
        ComplianceRules.FaceCovered, ComplianceRules.EyesCovered,
    ];

    // The same portrait in the same light with skin that reflects less: nothing that a rule may mind. Then less light on it.
    private static IEnumerable<Change> Skins =>
    [
        .. OfSkin.Select(rule => new Change("skin that reflects a half", [rule], Expected.Good, (p, m, map) => SkinTone.Darkened(p, m, map, 0.5))),
        .. OfSkin.Select(rule => new Change("skin that reflects a sixth", [rule], Expected.Good, (p, m, map) => SkinTone.Darkened(p, m, map, 1 / 6.0))),
        new("skin that reflects a sixth, four stops darker", [ComplianceRules.UnderExposure], Expected.Bad, (p, m, map) => Tones.Exposed(SkinTone.Darkened(p, m, map, 1 / 6.0), -4)),
        new("skin that reflects a sixth, lit on one side only", [ComplianceRules.FaceShadow, ComplianceRules.EvenLight], Expected.Bad, (p, m, map) => Tones.SideShadow(SkinTone.Darkened(p, m, map, 1 / 6.0), m, 3.4)),
        new("skin that reflects a sixth, strongly blue", [ComplianceRules.ColourCast], Expected.Bad, (p, m, map) => Tones.Scaled(SkinTone.Darkened(p, m, map, 1 / 6.0), 0.62, 0.9, 1.35)),
        new("black lenses on skin that reflects a sixth", [ComplianceRules.TintedLenses, ComplianceRules.Glasses], Expected.Bad, (p, m, map) => Paint.Lenses(SkinTone.Darkened(p, m, map, 1 / 6.0), m, (18, 18, 20))),
        new("a veil of a third of white", [ComplianceRules.DynamicRange], Expected.Bad, (p, _, _) => Tones.Veiled(p, 0.33)),
        new("skin that reflects a sixth, behind a veil", [ComplianceRules.DynamicRange], Expected.Bad, (p, m, map) => Tones.Veiled(SkinTone.Darkened(p, m, map, 1 / 6.0), 0.33)),
        new("a veil of two per cent", [ComplianceRules.DynamicRange], Expected.Good, (p, _, _) => Tones.Veiled(p, 0.02)),
    ];

    private static double Eyes(FaceMesh mesh) => mesh.LeftEye.DistanceTo(mesh.RightEye);

    // With the encoder itself: ours refuses qualities that nobody wants.
    private static Picture Saved(Picture picture, int quality)
    {
        using NetVips.Image image = NetVips.Image.NewFromMemory(picture.Rgb, picture.Width, picture.Height, 3, NetVips.Enums.BandFormat.Uchar);
        return PictureDecoder.Decode(image.JpegsaveBuffer(q: quality)).Picture;
    }

    // From level: what the head's own tilt adds would count otherwise.
    private static Picture Turned(Picture picture, FaceMesh mesh, double degrees)
    {
        Point eyes = mesh.LeftEye - mesh.RightEye;
        double angle = Math.Atan2(eyes.Y, eyes.X) - (degrees * Math.PI / 180);
        AffineMap map = AffineMap.FromCentre(new Point(picture.Width / 2.0, picture.Height / 2.0), angle, 1, picture.Size);
        return Resampler.Resample(picture, map, picture.Size, ResamplingKernel.CatmullRom);
    }
}
