using IdPhoto.Decoding;
using IdPhoto.Exporting;
using IdPhoto.Preflight;
using NetVips;
using Xunit;

namespace IdPhoto.Tests.Decoding;

/// <summary>A JPEG is read where its scans hold all of the picture, and refused where some of it is missing or damaged, whatever else is odd.</summary>
public sealed class JpegScanTests
{
    private static readonly byte[] EndMark = [0xFF, 0xD9];

    public static TheoryData<string> Kinds => ["baseline", "halved colours", "progressive", "restarts", "grey", "inks"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_scan_that_ends_early_is_refused_with_and_without_an_end_mark(string kind)
    {
        byte[] file = Saved(kind);
        int scan = file.AsSpan().LastIndexOf<byte>([0xFF, 0xDA]);

        foreach (int length in (int[])[scan + ((file.Length - scan) / 3), file.Length - 20, file.Length - 6])
        {
            Assert.Equal(Refusals.Truncated, Refusal(file[..length]));
            Assert.Equal(Refusals.Truncated, Refusal([.. file[..length], .. EndMark]));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Zeros_and_other_bytes_within_a_scan_are_refused(string kind)
    {
        byte[] file = Saved(kind), zeros = [.. file], others = [.. file];
        int first = file.AsSpan().IndexOf<byte>([0xFF, 0xDA]), middle = first + ((file.Length - first) / 3);
        zeros.AsSpan(middle, 300).Clear();
        for (int i = 0; i < 300; i++)
            others[middle + i] = (byte)((i * 37) % 254);

        Assert.NotNull(Refusal(zeros));
        Assert.NotNull(Refusal(others));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Without_its_end_mark_a_whole_picture_is_read(string kind)
    {
        byte[] file = Saved(kind);
        byte[] expected = SamplePhoto.Decode(file).Picture.Rgb;

        Assert.Equal(expected, SamplePhoto.Decode(file.AsMemory(..^2)).Picture.Rgb);
        Assert.Equal(expected, SamplePhoto.Decode(file.AsMemory(..^1)).Picture.Rgb);
        Assert.Equal(file.Length - 2, FileFacts.Read(file.AsSpan(..^2)).End);
        Assert.Equal(EndMark, JpegSegments.Rewrite(file.AsSpan(..^2), 300, [])[^2..]);
    }

    [Fact]
    public void Without_its_end_mark_a_picture_that_lacks_scans_is_refused()
    {
        byte[] file = Saved("progressive");
        int last = file.AsSpan().LastIndexOf<byte>([0xFF, 0xDA]), tables = file.AsSpan(0, last).LastIndexOf<byte>([0xFF, 0xC4]);
        int end = tables > file.AsSpan(0, last).LastIndexOf<byte>([0xFF, 0xDA]) ? tables : last;

        Assert.Equal(Refusals.Truncated, Refusal(file[..end]));
    }

    [Theory]
    [InlineData(9, true)] // as some cameras leave
    [InlineData(200, false)]
    public void A_few_bytes_may_be_left_over_behind_a_scan(int bytes, bool isRead)
    {
        byte[] file = Saved("baseline");
        byte[] left = [.. Enumerable.Range(1, bytes).Select(i => (byte)i)];

        Assert.Equal(isRead ? null : Refusals.Corrupt, Refusal([.. file[..^2], .. left, .. EndMark]));
        Assert.Null(Refusal([.. file[..^2], .. new byte[500], .. EndMark]));
    }

    [Fact]
    public void A_restart_that_is_missing_is_refused()
    {
        byte[] file = Saved("restarts");
        int first = file.AsSpan().IndexOf<byte>([0xFF, 0xD0]), third = file.AsSpan().IndexOf<byte>([0xFF, 0xD2]);

        Assert.NotNull(Refusal([.. file[..first], .. file[(first + 2)..]]));
        Assert.NotNull(Refusal([.. file[..first], .. file[third..]]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_damaged_jpeg_in_a_tiff_is_refused(bool tile)
    {
        byte[] file = SamplePhoto.Image().TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg, q: 90, tile: tile, tileWidth: 64, tileHeight: 64);
        TiffDirectory directory = TiffDirectory.Open(file);
        int from = (int)directory.Value(tile ? 324 : 273)!, bytes = (int)directory.Value(tile ? 325 : 279)!;
        byte[] zeros = [.. file], cut = [.. file];
        zeros.AsSpan(from + (bytes / 2), 150).Clear();
        EndMark.CopyTo(cut, from + (bytes / 2));

        Assert.Null(Refusal(file));
        Assert.NotNull(Refusal(zeros));
        Assert.NotNull(Refusal(cut));
    }

    private static byte[] Saved(string kind) => kind switch
    {
        "baseline" => SamplePhoto.Jpeg(92),
        "halved colours" => SamplePhoto.Image().JpegsaveBuffer(q: 92, subsampleMode: Enums.ForeignSubsample.On),
        "progressive" => SamplePhoto.Image().JpegsaveBuffer(q: 92, interlace: true),
        "restarts" => SamplePhoto.Image().JpegsaveBuffer(q: 92, restartInterval: 3),
        "grey" => SamplePhoto.Grey().JpegsaveBuffer(q: 92),
        _ => SamplePhoto.Image().IccTransform("cmyk", inputProfile: "srgb").JpegsaveBuffer(q: 92, keep: Enums.ForeignKeep.None),
    };

    /// <summary>The code of the refusal; null where the file is read.</summary>
    private static string? Refusal(byte[] file)
    {
        try
        {
            SamplePhoto.Decode(file);
            return null;
        }
        catch (PhotoException refusal)
        {
            return refusal.Code;
        }
    }
}
