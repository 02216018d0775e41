using IdPhoto.Colorimetry;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using static IdPhoto.Compliance.ComplianceRules;
using static IdPhoto.Compliance.Verdict;

namespace IdPhoto.Tests.Compliance;

/// <content>The rules of the group Quality.</content>
internal static partial class RuleRows
{
    private static Scene Saved(double blocks, int? quality) => Good with
    {
        Detail = Good.Detail with { Blocks = blocks },
        Options = Good.Options with { Header = quality is null ? null : new PictureHeader(FileKind.Jpeg, new IdPhoto.Pictures.PixelSize(8, 8), 1, 8) { JpegQuality = quality } },
    };

    private static Scene Cheeks(double a, double b) => Lit(skin => skin with { Cheeks = new Lab(60, a, b) }) with { Eye = Good.Eye with { WhiteChroma = -60 } };

    private static Scene Whites(double chroma)
        => Good with { Eye = Good.Eye with { WhiteChroma = chroma - Good.Skin.Cheeks.Chroma }, OtherEye = Good.Eye with { WhiteChroma = chroma + 5 - Good.Skin.Cheeks.Chroma } };

    private static Scene Again(double blocks, int now, double before)
    {
        Scene saved = Saved(blocks, now);
        return saved with { Detail = saved.Detail with { SavedAt = before } };
    }

    private static IEnumerable<Row> Qualities() =>
    [
        new(Sharpness, Good with { Detail = new DetailLook(0.022, 9, 0) }, Pass),
        .. Limits(Sharpness, pixels => Good with { Detail = new DetailLook(0.035, pixels, 0) }, 2.7, 4.2),
        new(Sharpness, Good with { Detail = new DetailLook(0.0349, 9, 0) }, Review),
        new(Sharpness, Good with { Detail = new DetailLook(0.0221, 2.7, 0) }, Pass),
        new(Sharpness, Good with { Detail = new DetailLook(double.NaN, double.NaN, 0) }, NotAssessed),

        .. Limits(Compression, blocks => Saved(blocks, null), 2.9, 4.4),
        .. Limits(Compression, blocks => Saved(blocks, 95), 2.9, 4.4),
        new(Compression, Saved(1, 75), Pass),
        new(Compression, Saved(1, 74), Review, "setting"),
        new(Compression, Saved(double.NaN, 74), Review, "setting"),
        new(Compression, Saved(double.NaN, 75), Pass, "setting"),
        new(Compression, Saved(double.NaN, null), NotAssessed),
        new(Compression, Saved(3, 26), Review),
        new(Compression, Saved(5, 20), Fail),
        // At quality 25 and less blocks show, whatever the portrait hides.
        new(Compression, Saved(1, 25), Fail, "setting"),
        new(Compression, Saved(3, 12), Fail, "setting"),
        new(Compression, Saved(double.NaN, 26), Review, "setting"),
        // Saved again at 95, the file's own tables say nothing any more.
        new(Compression, Again(1, 95, 12), Fail, "again"),
        new(Compression, Again(1, 95, 26), Review, "again"),
        new(Compression, Again(1, 95, 60), Pass),
        new(Compression, Again(1, 95, 59), Review, "again"),
        new(Compression, Again(1, 28, 24), Review, "setting"),
        new(Compression, Again(1, 74, 68), Review, "setting"),
        new(Compression, Again(1, 74, 50), Review, "setting"),
        new(Compression, Again(1, 74, 20), Fail, "again"),

        .. Limits(ColourCast, b => Cheeks(12, b), 39, 47, "yellow"),
        .. Limits(ColourCast, b => Cheeks(12, b), 1, -7, "blue"),
        .. Limits(ColourCast, a => Cheeks(a, 18), 29, 37, "red"),
        .. Limits(ColourCast, a => Cheeks(a, 18), 1, -7, "green"),
        // Skin that reflects half as much has half the chroma.
        .. Limits(ColourCast, b => Lit(skin => skin with { Cheeks = new Lab(20, 6, b) }), 19.5, 23.5, "yellow"),
        .. Limits(ColourCast, b => Lit(skin => skin with { Cheeks = new Lab(10, 3, b) }), 0.375, -2.625, "blue"),
        .. Limits(ColourCast, b => Lit(skin => skin with { Cheeks = new Lab(40, 12, b) }), 1, -7, "blue"),
        .. Limits(ColourCast, chroma => Whites(chroma), 26, null, "whites"),
        new(ColourCast, Whites(40) with { Eye = Whites(40).Eye with { Opening = 0.1 } }, Pass),
        new(ColourCast, Whites(40) with { Eye = Whites(40).Eye with { WhiteContrast = 25 } }, Pass),
        new(ColourCast, Lit(skin => skin with { Grey = 0.91 }), NotAssessed, "grey"),
        new(ColourCast, Lit(skin => skin with { Grey = 0.9, Cheeks = new Lab(60, 12, 60) }), Fail, "yellow"),
        new(ColourCast, Lit(skin => skin with { Cheeks = new Lab(60, double.NaN, 18) }), NotAssessed),

        .. Limits(Monochrome, share => Lit(skin => skin with { Grey = share }), 0.6, 0.95),
        new(Monochrome, Lit(skin => skin with { Grey = double.NaN }), NotAssessed),

        .. AtLeast(CameraDistance, ratio => Wide(100 * ratio), 2.1),
        new(CameraDistance, Wide(100) with { Head = Wide(100).Head with { Pose = new(15, 0, 0) } }, Review),
        new(CameraDistance, Wide(100) with { Head = Wide(100).Head with { Pose = new(15.1, 0, 0) } }, NotAssessed),
        new(CameraDistance, Wide(100) with { Head = Wide(100).Head with { Pose = new(-15.1, 0, 0) } }, NotAssessed),
        new(CameraDistance, Wide(205) with { Head = Wide(205).Head with { Pose = new(14, 0, 0) } }, Review),
    ];
}
