using System.Buffers.Binary;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Preflight;
using IdPhoto.Tests.Documents;
using Xunit;

namespace IdPhoto.Tests.Preflight;

/// <summary>Windows bitmaps, for the portals that take them.</summary>
public sealed class BmpFactsTests
{
    private static readonly FileRule Taken = new() { Others = [OtherFormat.Bmp] };

    [Fact]
    public void A_bitmap_is_read_where_the_document_takes_one()
    {
        byte[] file = Bitmap(601, 800, 24);
        FileFacts facts = BmpFacts.Read(file, Taken, DecodeLimits.Default)!;

        Assert.Equal((FileKind.Bmp, new PixelSize(601, 800), file.Length, 0), (facts.Kind, facts.Size, facts.Bytes, facts.Trailing));
        Assert.Equal(new PixelSize(601, 800), BmpFacts.Read(Bitmap(601, -800, 8), Taken, DecodeLimits.Default)!.Size);
        Assert.Null(BmpFacts.Read(file, new FileRule(), DecodeLimits.Default));
        Assert.Null(BmpFacts.Read("BM, said the office"u8, Taken, DecodeLimits.Default));
    }

    [Fact]
    public void A_bitmap_that_ends_too_early_or_contradicts_itself_is_refused()
    {
        byte[] file = Bitmap(600, 800, 24), packed = Bitmap(600, 800, 8);
        packed[30] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(34), 1000);

        Assert.Equal(Refusals.Truncated, Code(file[..^1]));
        Assert.Equal(Refusals.Truncated, Code(file[..40]));
        Assert.Null(Code(packed[..(54 + 1000)]));
        Assert.Equal(Refusals.Truncated, Code(packed[..(54 + 999)]));
        Assert.Equal(Refusals.Corrupt, Code(With(file, 28, 7)));
        Assert.Equal(Refusals.Corrupt, Code(With(file, 26, 2)));
        Assert.Equal(Refusals.Corrupt, Code(With(file, 14, 12)));
        Assert.Equal(Refusals.TooManyPixels, Code(With(file, 21, 0x70)));
        Assert.Equal(Refusals.FileTooLarge, Code(file, new DecodeLimits { MaxBytes = file.Length - 1 }));
    }

    [Fact]
    public void A_bitmap_is_held_against_the_rules_for_files()
    {
        PhotoSpec spec = Records.Upload.With(new FileRule { Others = [OtherFormat.Bmp], MaxKb = 2000 });

        Assert.True(Check(Bitmap(600, 800, 24)).Passes);
        Assert.Equal([PreflightRules.PixelSize], Failed(Bitmap(601, 800, 24)));
        Assert.Equal([PreflightRules.FileName], FilePreflight.Check(BmpFacts.Read(Bitmap(600, 800, 24), spec.File, DecodeLimits.Default)!, spec, ".jpg").Rules.Where(rule => rule.Verdict == PreflightVerdict.Fail).Select(rule => rule.Rule));
        Assert.Contains(PhotoSpecs.All, one => one.File.Others.Contains(OtherFormat.Bmp));

        PreflightReport Check(byte[] file) => FilePreflight.Check(BmpFacts.Read(file, spec.File, DecodeLimits.Default)!, spec, ".bmp");
        IEnumerable<string> Failed(byte[] file) => Check(file).Rules.Where(rule => rule.Verdict == PreflightVerdict.Fail).Select(rule => rule.Rule);
    }

    private static string? Code(byte[] file, DecodeLimits? limits = null)
        => (Record.Exception(() => BmpFacts.Read(file, Taken, limits ?? DecodeLimits.Default)) as PhotoException)?.Code;

    private static byte[] With(byte[] file, int at, byte value)
    {
        byte[] changed = [.. file];
        changed[at] = value;
        return changed;
    }

    // The 14 bytes of the file, the 40 of the picture, and rows that are filled up to four bytes.
    private static byte[] Bitmap(int width, int height, short depth)
    {
        byte[] file = new byte[54 + (((width * depth) + 31) / 32 * 4 * Math.Abs(height))];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), depth);
        return file;
    }
}
