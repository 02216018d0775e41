using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Exporting;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Ports;
using IdPhoto.Preflight;

namespace IdPhoto.Studio;

/// <summary>A finished file after its repair.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Format">Its format.</param>
/// <param name="Lossless">Whether every coded pixel is the very one that the file had.</param>
/// <param name="Edits">What was done to pixels; empty where <paramref name="Lossless"/> and nothing was added.</param>
/// <param name="Report">What preflight says of it.</param>
public sealed record RepairedFile(byte[] Bytes, FileFormat Format, bool Lossless, IReadOnlyList<Edit> Edits, PreflightReport Report);

/// <summary>Finds out whether a portal would accept a finished file, and mends what can be mended without making the photo anew.</summary>
internal sealed class PhotoPreflight(IPictureCodec codec, DecodeLimits limits)
{
    public async ValueTask<PreflightReport> CheckAsync(ReadOnlyMemory<byte> file, PhotoSpec spec, string? extension, CancellationToken cancel)
    {
        if (BmpFacts.Read(file.Span, spec.File, limits) is { } bitmap)
            return FilePreflight.Check(bitmap, spec, extension);
        FileFacts facts = FileFacts.Read(file.Span, limits);
        // A whole structure may still hold pixels that nobody can decode.
        await codec.DecodeAsync(file, limits, cancel).ConfigureAwait(false);
        return FilePreflight.Check(facts, spec, extension);
    }

    public async ValueTask<RepairedFile> RepairAsync(ReadOnlyMemory<byte> file, PhotoSpec spec, FileFormat? format, CancellationToken cancel)
    {
        FileFacts facts = FileFacts.Read(file.Span, limits);
        Decoded decoded = await codec.DecodeAsync(file, limits, cancel).ConfigureAwait(false);
        IReadOnlyList<RepairPlan> plans = RepairPlan.Of(facts, decoded.Pixels.Size, spec, format);
        foreach (RepairPlan plan in plans.SkipLast(1))
        {
            try
            {
                return await RepairedAsync(file, facts, decoded, spec, plan, cancel).ConfigureAwait(false);
            }
            catch (PhotoException)
            {
                // Fewer pixels may do where these cannot have the bytes that they need.
            }
        }
        return await RepairedAsync(file, facts, decoded, spec, plans[^1], cancel).ConfigureAwait(false);
    }

    private async ValueTask<RepairedFile> RepairedAsync(
        ReadOnlyMemory<byte> file, FileFacts facts, Decoded decoded, PhotoSpec spec, RepairPlan plan, CancellationToken cancel)
    {
        RepairedFile repaired = plan.Rewrite(file.Span, facts, spec.Dpi, out int padding) is { } kept
            ? Result(kept, plan.Format, spec, lossless: true, EditLedger.OfPadding(padding))
            : await RewrittenAsync(decoded, spec, plan, cancel).ConfigureAwait(false);
        return repaired.Report.Rules.FirstOrDefault(rule => rule.Verdict == PreflightVerdict.Fail) is { } failed
            ? throw new PhotoException(Refusals.CannotRepair, Message.Of("preflight.still-fails", ("rule", failed.Rule), ("value", failed.Value), ("allowed", failed.Allowed)))
            : repaired;
    }

    private async ValueTask<RepairedFile> RewrittenAsync(Decoded decoded, PhotoSpec spec, RepairPlan plan, CancellationToken cancel)
    {
        PixelSize from = decoded.Pixels.Size, size = plan.Size;
        double scale = Math.Min((double)from.Width / size.Width, (double)from.Height / size.Height);
        Box region = new((from.Width - (scale * size.Width)) / 2, (from.Height - (scale * size.Height)) / 2, scale * size.Width, scale * size.Height);
        Picture picture = from == size ? decoded.Picture : decoded.Pixels.Resize(region, size, ResamplingKernel.CatmullRom);
        EncodedFile file = await codec.EncodeAsync(picture, new FileTarget(plan.Format, spec.Dpi, plan.Range), cancel).ConfigureAwait(false);
        return Result(file.Bytes, plan.Format, spec, lossless: false, [.. EditLedger.OfDecoding(decoded), .. EditLedger.OfReduction(from, size), .. file.Edits]);
    }

    private static RepairedFile Result(byte[] bytes, FileFormat format, PhotoSpec spec, bool lossless, IReadOnlyList<Edit> edits)
        => new(bytes, format, lossless, edits, FilePreflight.Check(FileFacts.Read(bytes), spec));
}
