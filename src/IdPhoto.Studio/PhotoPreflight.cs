using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Preflight;

namespace IdPhoto.Studio;

/// <summary>A finished file after its repair.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Format">Its format.</param>
/// <param name="Lossless">Whether every coded pixel is the very one that the file had.</param>
/// <param name="Edits">What was done to pixels; empty where <paramref name="Lossless"/> and nothing was added.</param>
/// <param name="Report">What preflight says of it.</param>
public sealed record RepairedFile(byte[] Bytes, FileFormat Format, bool Lossless, IReadOnlyList<Edit> Edits, PreflightReport Report);

/// <summary>Finds out whether a portal would accept a finished file, and mends what can be mended without making the photo anew. Needs no network.</summary>
public static class PhotoPreflight
{
    /// <summary>Checks a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="spec">The document.</param>
    /// <param name="extension">The name's extension with its dot; null where there is no name.</param>
    /// <param name="limits">What is refused; null for the usual limits.</param>
    /// <param name="cancel">Stops decoding.</param>
    /// <exception cref="PhotoException">The file is no picture that can be read at all, by the codes of decoding.</exception>
    public static PreflightReport Check(
        ReadOnlyMemory<byte> file, PhotoSpec spec, string? extension = null, DecodeLimits? limits = null, CancellationToken cancel = default)
    {
        FileFacts facts = FileFacts.Read(file.Span, limits);
        // A whole structure may still hold pixels that nobody can decode.
        PictureDecoder.Decode(file, limits, cancel);
        return FilePreflight.Check(facts, spec, extension);
    }

    /// <summary>Mends a file: the coded pixels are kept where only what surrounds them is wrong; otherwise the picture is written anew, turned by its tag, converted to sRGB and reduced, but never enlarged, stretched or cropped by more than a pixel.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="spec">The document.</param>
    /// <param name="format">The format that is wanted; null for the file's own where the document accepts it, and otherwise the document's.</param>
    /// <param name="limits">What is refused; null for the usual limits.</param>
    /// <param name="cancel">Stops decoding and encoding.</param>
    /// <returns>A file that passes.</returns>
    /// <exception cref="PhotoException">
    /// <see cref="Refusals.CannotRepair"/>: the photo must be made anew; <see cref="Refusals.FileSizeUnreachable"/>; or the codes of decoding.
    /// </exception>
    public static RepairedFile Repair(
        ReadOnlyMemory<byte> file, PhotoSpec spec, FileFormat? format = null, DecodeLimits? limits = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        FileFacts facts = FileFacts.Read(file.Span, limits);
        Decoded decoded = PictureDecoder.Decode(file, limits, cancel);
        IReadOnlyList<RepairPlan> plans = RepairPlan.Of(facts, decoded.Picture.Size, spec, format);
        foreach (RepairPlan plan in plans.SkipLast(1))
        {
            try
            {
                return Repaired(file, facts, decoded, spec, plan, cancel);
            }
            catch (PhotoException)
            {
                // Fewer pixels may do where these cannot have the bytes that they need.
            }
        }
        return Repaired(file, facts, decoded, spec, plans[^1], cancel);
    }

    private static RepairedFile Repaired(
        ReadOnlyMemory<byte> file, FileFacts facts, Decoded decoded, PhotoSpec spec, RepairPlan plan, CancellationToken cancel)
    {
        RepairedFile repaired = plan.Rewrite(file.Span, facts, spec.Dpi, out int padding) is { } kept
            ? Result(kept, plan.Format, spec, lossless: true, EditLedger.OfPadding(padding))
            : Rewritten(decoded, spec, plan, cancel);
        return repaired.Report.Rules.FirstOrDefault(rule => rule.Verdict == PreflightVerdict.Fail) is { } failed
            ? throw new PhotoException(Refusals.CannotRepair, $"The file still breaks the rule '{failed.Rule}': it has {failed.Value}, allowed is {failed.Allowed}. {failed.Advice}")
            : repaired;
    }

    private static RepairedFile Rewritten(Decoded decoded, PhotoSpec spec, RepairPlan plan, CancellationToken cancel)
    {
        PixelSize from = decoded.Picture.Size, size = plan.Size;
        double scale = Math.Min((double)from.Width / size.Width, (double)from.Height / size.Height);
        Box region = new((from.Width - (scale * size.Width)) / 2, (from.Height - (scale * size.Height)) / 2, scale * size.Width, scale * size.Height);
        Picture picture = from == size ? decoded.Picture : Resampler.Resize(decoded.Picture, region, size, ResamplingKernel.CatmullRom);
        EncodedFile file = PictureEncoder.Encode(picture, new FileTarget(plan.Format, spec.Dpi, plan.Range), cancel);
        return Result(file.Bytes, plan.Format, spec, lossless: false, [.. decoded.Edits, .. EditLedger.OfReduction(from, size), .. file.Edits]);
    }

    private static RepairedFile Result(byte[] bytes, FileFormat format, PhotoSpec spec, bool lossless, IReadOnlyList<Edit> edits)
        => new(bytes, format, lossless, edits, FilePreflight.Check(FileFacts.Read(bytes), spec));
}
