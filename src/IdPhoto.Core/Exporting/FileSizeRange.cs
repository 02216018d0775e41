using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Exporting;

/// <summary>How many bytes a file may have.</summary>
/// <param name="Least">Fewest bytes; 0 for no floor.</param>
/// <param name="Most">Most bytes; null for no ceiling.</param>
public readonly record struct FileSizeRange(int Least, int? Most)
{
    /// <summary>Any size.</summary>
    public static FileSizeRange Any => default;

    /// <summary>
    /// Fewest bytes of the picture itself, because the document limits the compression; 0 for no limit. Quality alone may reach
    /// it, never filler: a comment does not make a picture less compressed.
    /// </summary>
    public int LeastPicture { get; private init; }

    /// <summary>Whether portals that count a kilobyte as 1000 bytes and those that count 1024 both accept it.</summary>
    public bool FitsBothKilobytes { get; private init; } = true;

    /// <summary>The bytes that 'at least N and at most M KB' allow.</summary>
    /// <remarks>
    /// Portals count a kilobyte as 1000 or as 1024 bytes: at least N times 1024 and at most M times 1000 satisfies both.
    /// Where floor and ceiling lie within 2.4 % nothing does; then 1024 is taken, as most programs count.
    /// </remarks>
    /// <param name="minKb">Floor, 1..<see cref="FileRule.HighestMinKb"/>; null for none.</param>
    /// <param name="maxKb">Ceiling, 1..<see cref="FileRule.HighestMaxKb"/>; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its range.</exception>
    /// <exception cref="PhotoException"><see cref="Refusals.FileSizeUnreachable"/>: the floor lies above the ceiling.</exception>
    public static FileSizeRange FromKb(int? minKb, int? maxKb)
    {
        if (minKb is < 1 or > FileRule.HighestMinKb)
            throw new ArgumentOutOfRangeException(nameof(minKb));
        int? most = maxKb is int kb ? JpegOptions.BytesOf(kb) : null;
        if (minKb > maxKb)
            throw new PhotoException(Refusals.FileSizeUnreachable, Message.Of(
                "exporting.floor-above-ceiling", ("least", Kilobytes(minKb!.Value)), ("most", Kilobytes(maxKb!.Value))));
        int least = (minKb ?? 0) * 1024;
        return least > most ? new FileSizeRange(least, maxKb * 1024) { FitsBothKilobytes = false } : new FileSizeRange(least, most);
    }

    /// <summary>The bytes that a document accepts, with limits of one's own in place of its.</summary>
    /// <param name="rule">The document's file.</param>
    /// <param name="minKb">Floor; null takes the document's.</param>
    /// <param name="maxKb">Ceiling; null takes the document's.</param>
    /// <param name="size">The photo, of which the document may limit the compression.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.FileSizeUnreachable"/>: the floor lies above the ceiling.</exception>
    public static FileSizeRange Of(FileRule rule, int? minKb, int? maxKb, PixelSize size)
    {
        ArgumentNullException.ThrowIfNull(rule);
        FileSizeRange range = FromKb(minKb ?? rule.MinKb, maxKb ?? rule.MaxKb);
        int picture = rule.MaxCompression is double most ? (int)Math.Ceiling(3 * size.Area / most) : 0;
        if (picture > range.Most)
            throw new PhotoException(
                Refusals.FileSizeUnreachable,
                Message.Of(
                    "exporting.ceiling-too-low",
                    ("compression", Argument.Rounded(rule.MaxCompression!.Value, 2)), ("least", picture), ("most", range.Most!.Value)));
        return range with { LeastPicture = picture };
    }

    private static Argument Kilobytes(int kb) => Argument.RoundedQuantity(kb, Units.Kilobytes, 0);
}
