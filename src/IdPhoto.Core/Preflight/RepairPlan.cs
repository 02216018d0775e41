using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Preflight;

/// <summary>How a finished file is mended, touching pixels no more than it must.</summary>
/// <param name="Format">The format of the mended file.</param>
/// <param name="Size">The size that the picture is reduced to; most often its own.</param>
/// <param name="Range">How many bytes the file may have.</param>
/// <param name="KeepsPixels">Whether the coded pixels can stay and only what surrounds them is written anew.</param>
internal sealed record RepairPlan(FileFormat Format, PixelSize Size, FileSizeRange Range, bool KeepsPixels)
{
    /// <summary>Decides how a file may be mended: the ways to try, in this order.</summary>
    /// <param name="facts">What the file is.</param>
    /// <param name="upright">Size of its picture once it stands upright.</param>
    /// <param name="spec">The document.</param>
    /// <param name="format">The format that is wanted; null for the file's own where the document accepts it, and otherwise the document's.</param>
    /// <returns>One at least; they differ in size.</returns>
    /// <exception cref="PhotoException">
    /// <see cref="Refusals.CannotRepair"/>: the size could only be reached by a stretch, a crop or an enlargement, the picture is
    /// compressed more or saved at a lower quality than the document allows, or the authority wants the file as the camera saved it.
    /// </exception>
    public static IReadOnlyList<RepairPlan> Of(FileFacts facts, PixelSize upright, PhotoSpec spec, FileFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.File.OriginalOnly)
            throw new PhotoException(Refusals.CannotRepair, Message.Of("preflight.original-not-repaired"));
        if (ByteRules.IsTooCoarse(facts, spec.File))
            throw new PhotoException(Refusals.CannotRepair, Message.Of("preflight.quality-too-low"));
        IReadOnlyList<PixelSize> sizes = PixelSizeRule.Reductions(upright, spec);
        if (sizes.Count == 0)
            throw WrongSize(upright, spec);
        RepairPlan[] plans = [.. sizes.Select(size => At(size, facts, spec, format)).OfType<RepairPlan>()];
        return plans.Length > 0 ? plans : throw TooCompressed(facts, spec.File.MaxCompression!.Value);
    }

    // Null where the picture has too few bytes for this size: saved anew the file would grow, and what the compression took
    // would still be gone.
    private static RepairPlan? At(PixelSize size, FileFacts facts, PhotoSpec spec, FileFormat? format)
    {
        FileSizeRange range = FileSizeRange.Of(spec.File, null, null, size);
        if (facts is { Kind: FileKind.Jpeg, JpegQuality: not 100 } && facts.PictureBytes < range.LeastPicture)
            return null;
        FileFormat wanted = format ?? (facts.Format is { } own && spec.File.Accepts(own) ? own : spec.File.Format);
        bool right = facts.Format == wanted && facts.Size == size && facts.Orientation == 1;
        bool readable = facts is { Channels: 3, StoresRgb: false, BitsPerChannel: 8, Coding: "baseline" or "plain", Profile: null or ColourSpaceName.Srgb };
        return new RepairPlan(wanted, size, range, right && readable);
    }

    /// <summary>The file with its coded pixels as they are and everything around them written anew.</summary>
    /// <param name="file">The file that the plan was made for.</param>
    /// <param name="facts">What it is.</param>
    /// <param name="dpi">Dots per inch.</param>
    /// <param name="padding">Bytes that fill it up to its floor.</param>
    /// <returns>Null where it would be too large: then pixels must be written anew.</returns>
    public byte[]? Rewrite(ReadOnlySpan<byte> file, FileFacts facts, int dpi, out int padding)
    {
        ArgumentNullException.ThrowIfNull(facts);
        padding = 0;
        if (!KeepsPixels)
            return null;
        bool png = Format == FileFormat.Png;
        byte[] bare = png ? PngChunks.Rewrite(file[..facts.End], dpi) : JpegSegments.Rewrite(file[..facts.End], dpi, SrgbProfile.Bytes);
        int missing = Range.Least - bare.Length;
        byte[] filled = missing <= 0 ? bare : png ? PngChunks.Pad(bare, missing) : JpegSegments.Pad(bare, missing);
        padding = filled.Length - bare.Length;
        return filled.Length <= (Range.Most ?? int.MaxValue) ? filled : null;
    }

    private static PhotoException TooCompressed(FileFacts facts, double most) => new(Refusals.CannotRepair, Message.Of(
        "preflight.too-compressed", ("ratio", Argument.Rounded(3.0 * facts.Size.Area / facts.PictureBytes, 0)), ("most", Argument.Rounded(most, 1))));

    private static PhotoException WrongSize(PixelSize size, PhotoSpec spec)
    {
        PreflightOutcome outcome = PixelSizeRule.Check(size, spec);
        return new PhotoException(Refusals.CannotRepair, Message.Of("preflight.wrong-size", ("value", outcome.Value), ("allowed", outcome.Allowed)));
    }
}
