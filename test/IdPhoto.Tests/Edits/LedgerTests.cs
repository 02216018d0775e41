using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using IdPhoto.Tests.Portraits;
using IdPhoto.Tests.Wording;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Edits;

/// <summary>The ledger names every operation on pixels, from file to file.</summary>
public sealed class LedgerTests
{
    [Fact]
    public async Task Every_operation_from_file_to_file_is_listed_in_order()
    {
        // Deep, transparent, lying on its side and in another colour space, all at once.
        using Image astronaut = Image.NewFromBuffer(TestPortraits.Astronaut).ExtractBand(0, 3);
        using Image wide = astronaut.IccTransform("p3", inputProfile: "srgb", depth: 16);
        using Image turned = wide.Bandjoin(60_000).Rot270().Mutate(image => image.Set(GValue.GIntType, "orientation", 6));
        IdPhotoOptions options = new() { MinKb = 400, Format = FileFormat.Png };

        IdPhotoFile made = await TestPortraits.Studio.MakeAsync(
            turned.TiffsaveBuffer(), PhotoSpecs.Find("two-inch"), options, cancel: TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                EditOperations.ConvertColours, EditOperations.ReduceDepth, EditOperations.Flatten, EditOperations.Orient, EditOperations.Crop,
                EditOperations.Level, EditOperations.Scale, EditOperations.ReplaceBackground, EditOperations.Encode, EditOperations.Pad,
            ],
            made.Edits.Select(edit => edit.Operation));
        Assert.Equal("from Display P3 to sRGB", made.Edits[0].Detail.InEnglish());
        Assert.Equal("from 16 to 8 bits per channel", made.Edits[1].Detail.InEnglish());
    }

    [Fact]
    public async Task A_grey_photo_lying_on_its_side_without_a_tag_is_listed_as_both()
    {
        using Image astronaut = Image.NewFromBuffer(TestPortraits.Astronaut);
        using Image grey = astronaut.Colourspace(Enums.Interpretation.Bw).ExtractBand(0).Rot90();

        IdPhotoFile made = await TestPortraits.Studio.MakeAsync(
            grey.PngsaveBuffer(), PhotoSpecs.Find("us-passport"), cancel: TestContext.Current.CancellationToken);

        Assert.Equal(
            [EditOperations.ExpandGrey, EditOperations.Turn, EditOperations.Crop, EditOperations.Scale, EditOperations.Encode],
            made.Edits.Select(edit => edit.Operation));
        Assert.Equal(EditLevel.Untouched, made.Photo.Level);
    }

    [Fact]
    public void A_colour_space_is_named_by_its_primaries_and_never_by_text_from_the_file()
    {
        using Image astronaut = Image.NewFromBuffer(TestPortraits.Astronaut).ExtractBand(0, 3);
        using Image p3 = astronaut.IccTransform("p3", inputProfile: "srgb");
        byte[] profile = (byte[])p3.Get("icc-profile-data");
        // Its description is overwritten; nothing else names it.
        int description = profile.AsSpan().LastIndexOf("mluc\0\0\0\0"u8) is >= 0 and int at ? at : profile.AsSpan().LastIndexOf("desc\0\0\0\0"u8);
        profile.AsSpan(description + 28, 4).Fill((byte)'X');
        using Image secret = p3.Mutate(image => image.Set(GValue.BlobType, "icc-profile-data", profile));

        Decoded decoded = PictureDecoder.Decode(secret.PngsaveBuffer(), cancel: TestContext.Current.CancellationToken);

        Assert.Equal(["from Display P3 to sRGB"], EditLedger.OfDecoding(decoded).Select(edit => edit.Detail.InEnglish()));
    }
}
