using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Pictures;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Edits;

/// <summary>Every entry of the ledger, with its numbers.</summary>
public sealed class EditLedgerTests
{
    private static readonly Decoded Plain = Of(8, 1);

    private static readonly Placement Straight = new()
    {
        TargetToSource = new AffineMap(1, 0, 0, 0, 1, 0),
        Size = new PixelSize(600, 800),
        Scale = 1,
        RollDegrees = 0,
        Excess = default,
        Rules = [],
    };

    [Fact]
    public void Decoding_lists_what_it_did_beyond_reading()
    {
        Assert.Empty(EditLedger.OfDecoding(Plain));
        Assert.Equal(["convert-colours: edits.converted"], Ids(EditLedger.OfDecoding(Plain with { WasConverted = true, ColourSpace = "Display P3" })));
        Assert.Equal(["reduce-depth: edits.depth-reduced from=16"], Told(EditLedger.OfDecoding(Of(16, 1))));
        Assert.Equal(["reduce-depth: edits.depth-reduced from=9"], Told(EditLedger.OfDecoding(Of(9, 1))));
        Assert.Equal(["expand-grey: edits.grey-expanded"], Told(EditLedger.OfDecoding(Plain with { WasGrey = true })));
        Assert.Equal(["flatten: edits.flattened"], Told(EditLedger.OfDecoding(Plain with { Alpha = [0] })));
        Assert.Equal(["orient: edits.oriented tag=6"], Told(EditLedger.OfDecoding(Of(8, 6))));
        Assert.Equal(
            ["convert-colours", "reduce-depth", "expand-grey", "flatten", "orient"],
            EditLedger.OfDecoding(Of(16, 3) with { WasConverted = true, WasGrey = true, Alpha = [0] }).Select(edit => edit.Operation));
        Assert.Contains("Display P3", EditLedger.OfDecoding(Plain with { WasConverted = true, ColourSpace = "Display P3" })[0].Detail.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_lists_turn_crop_level_scale_and_background()
    {
        PixelSize source = new(1500, 2000);

        Assert.Equal(["crop: edits.cropped part=600x800 whole=1500x2000"], Told(EditLedger.OfPage(0, source, Straight, null)));
        Assert.Equal(
            [
                "turn: edits.turned angle=270degrees", "crop: edits.cropped part=1200x1600 whole=1500x2000", "level: edits.levelled angle=-2.5degrees",
                "scale: edits.scaled factor=0.500times", "replace-background: edits.background-replaced colour=#438edb",
            ],
            Told(EditLedger.OfPage(3, source, Straight with { Scale = 2, RollDegrees = -2.5 }, new Colour(0x43, 0x8e, 0xdb))));
    }

    [Fact]
    public void Strokes_are_listed_after_the_background_that_they_correct_and_not_without_one()
    {
        PixelSize source = new(600, 800);

        Assert.Equal(
            ["replace-background: edits.background-replaced colour=#010203", "retouch-cutout: edits.cutout-retouched strokes=3"],
            Told(EditLedger.OfPage(0, source, Straight, new Colour(1, 2, 3), 3)).Skip(1));
        Assert.Single(EditLedger.OfPage(0, source, Straight, null, 3));
    }

    [Fact]
    public void A_reduction_lists_the_larger_of_its_factors()
    {
        Assert.Empty(EditLedger.OfReduction(new PixelSize(600, 800), new PixelSize(600, 800)));
        Assert.Equal(["scale: edits.scaled factor=0.501times"], Told(EditLedger.OfReduction(new PixelSize(1200, 1600), new PixelSize(601, 800))));
        Assert.Equal(["scale: edits.scaled factor=0.502times"], Told(EditLedger.OfReduction(new PixelSize(1200, 1600), new PixelSize(600, 803))));
    }

    [Fact]
    public void Writing_lists_the_format_and_the_filling()
    {
        Assert.Equal(["encode: edits.encoded-jpeg quality=95"], Told(EditLedger.OfEncoding(FileFormat.Jpeg, 95, 0)));
        Assert.Equal(["encode: edits.encoded-png", "pad: edits.padded bytes=20"], Told(EditLedger.OfEncoding(FileFormat.Png, 95, 20)));
        Assert.Empty(EditLedger.OfPadding(0));
        Assert.Equal(["pad: edits.padded bytes=1"], Told(EditLedger.OfPadding(1)));
        Assert.Throws<ArgumentNullException>(() => EditLedger.OfDecoding(null!));
        Assert.Throws<ArgumentNullException>(() => EditLedger.OfPage(0, new PixelSize(1, 1), null!, null));
    }

    [Fact]
    public void Every_entry_is_a_sentence() => Assert.All(
        EditLedger.OfDecoding(Of(16, 3) with { WasConverted = true, WasGrey = true, Alpha = [0] })
            .Concat(EditLedger.OfPage(3, new PixelSize(1500, 2000), Straight with { Scale = 2, RollDegrees = -2.5 }, new Colour(1, 2, 3), 1))
            .Concat(EditLedger.OfEncoding(FileFormat.Jpeg, 95, 20)).Concat(EditLedger.OfEncoding(FileFormat.Png, 95, 0)),
        edit => Assert.DoesNotContain("{", edit.Detail.InEnglish(), StringComparison.Ordinal));

    private static Decoded Of(int bits, int orientation) => new(
        new Picture(new PixelSize(1, 1), new byte[3]), new PictureHeader(FileKind.Jpeg, new PixelSize(1, 1), orientation, bits))
    { ColourSpace = ColourSpaceName.Srgb };

    private static IEnumerable<string> Told(IReadOnlyList<Edit> edits) => edits.Select(edit => $"{edit.Operation}: {edit.Detail}");

    private static IEnumerable<string> Ids(IReadOnlyList<Edit> edits) => edits.Select(edit => $"{edit.Operation}: {edit.Detail.Id}");
}
