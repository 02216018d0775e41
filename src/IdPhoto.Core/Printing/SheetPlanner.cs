using IdPhoto.Messages;

namespace IdPhoto.Printing;

/// <summary>Lays photos out on paper: as many as fit or as many as wanted, the paper and the photos turned the better way.</summary>
public static class SheetPlanner
{
    /// <summary>Most different photos on one sheet.</summary>
    public const int MostItems = 50;

    /// <summary>Most copies on one sheet, of all photos together.</summary>
    public const int MostPhotos = 500;

    /// <summary>Shortest side of a photo that can be cut out, in millimetres.</summary>
    public const double ShortestSide = 5;

    private const double UsualGap = 2;
    private const double SmallGap = 1;

    /// <summary>Lays out one sheet. The same input gives the same sheet.</summary>
    /// <param name="items">The photos, 1..50, with copies given for all or for none.</param>
    /// <param name="options">Paper, gaps, margins.</param>
    /// <param name="cancel">Checked between attempts.</param>
    /// <exception cref="ArgumentException">No photos or too many, copies below 1, or copies for some only.</exception>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSize"/>: a side of a photo is below 5 mm.</exception>
    /// <exception cref="PhotoException"><see cref="Refusals.SheetTooSmall"/>: they do not fit; the sentence says what would.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SheetLayout Plan(IReadOnlyList<SheetItem> items, SheetOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(items);
        SheetLayout? best = null;
        Rank bestRank = default;
        foreach (MmSize paper in Papers(options))
            foreach (double gap in options.GapMm is { } given ? [given] : (double[])[UsualGap, SmallGap])
                foreach (Packing packing in Packings(items, paper, gap, options, cancel))
                {
                    SheetLayout layout = NotePlacer.Place(packing, paper, Margins(options), gap, options.ScaleBar);
                    Rank rank = new(packing.Fewest(items.Count), packing.Photos.Count, layout.Note is not null, gap, -packing.Turned);
                    if (best is null || rank.CompareTo(bestRank) > 0)
                        (best, bestRank) = (layout, rank);
                }
        return best is null ? throw TooSmall(items, options, cancel) : best with { Cuts = CutMarks.Of(best, options.Cut) };
    }

    private static SheetMargins Margins(SheetOptions options) => options.Margins ?? new SheetMargins(options.Paper.UsualMargin, options.Paper.UsualMargin);

    private static MmSize[] Papers(SheetOptions options)
    {
        MmSize upright = options.Paper.Size;
        return options.TurnPaper && upright.Width != upright.Height ? [upright, upright.Turned] : [options.Landscape ? upright.Turned : upright];
    }

    private static IEnumerable<Packing> Packings(IReadOnlyList<SheetItem> items, MmSize paper, double gap, SheetOptions options, CancellationToken cancel)
    {
        SheetMargins margins = Margins(options);
        PackingArea area = new(new MmSize(paper.Width - (2 * margins.Sides), paper.Height - (2 * margins.Ends)), gap, options);
        return items.All(item => item.Size == items[0].Size)
            ? SameSizePacker.Fillings(items[0].Size, area).Select(places => SameSizePacker.Share(places, items)).OfType<Packing>()
            : MixedPacker.Packings(items, area, cancel);
    }

    private static void Check(IReadOnlyList<SheetItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count is 0 or > MostItems)
            throw new ArgumentException($"From 1 to {MostItems} photos go on a sheet.", nameof(items));
        if (items.Any(item => item.Copies < 1))
            throw new ArgumentException("Copies are from 1.", nameof(items));
        if (items.Any(item => item.Copies is null) && items.Any(item => item.Copies is not null))
            throw new ArgumentException("Copies must be given for all photos or for none.", nameof(items));
        if (items.FirstOrDefault(item => !(item.Size.ShortSide >= ShortestSide)) is { } tiny)
            throw new PhotoException(Refusals.InvalidSize, Message.Of(
                "printing.photo-too-small", ("size", tiny.Size.InWords), ("least", Argument.RoundedQuantity(ShortestSide, Units.Millimetres, 0))));
    }

    private static PhotoException TooSmall(IReadOnlyList<SheetItem> items, SheetOptions options, CancellationToken cancel)
    {
        SheetMargins margins = Margins(options);
        Argument paper = options.Paper.Size.InWords, margin = Argument.RoundedQuantity(Math.Max(margins.Sides, margins.Ends), Units.Millimetres, 1);
        foreach (SheetItem item in items)
            if (!Fits([item with { Copies = 1 }], options, cancel))
                return new PhotoException(Refusals.SheetTooSmall, Message.Of(
                    "printing.photo-does-not-fit", ("size", item.Size.InWords), ("paper", paper), ("margin", margin)));
        int wanted = items.Sum(item => item.Copies ?? 1);
        if (items.Count > 1)
            return new PhotoException(Refusals.SheetTooSmall, Message.Of("printing.photos-do-not-fit", ("count", wanted), ("paper", paper), ("margin", margin)));
        int most = Plan([items[0] with { Copies = null }], options, cancel).Photos.Count;
        return new PhotoException(Refusals.SheetTooSmall, Message.Of(
            "printing.copies-do-not-fit", ("count", wanted), ("paper", paper), ("margin", margin), ("most", most)));
    }

    private static bool Fits(IReadOnlyList<SheetItem> items, SheetOptions options, CancellationToken cancel)
        => Papers(options).Any(paper => Packings(items, paper, 0, options, cancel).Any());

    /// <summary>What makes one sheet better than another, the weightiest first.</summary>
    private readonly record struct Rank(int Fewest, int Photos, bool Note, double Gap, int NotTurned) : IComparable<Rank>
    {
        public int CompareTo(Rank other) => (Fewest, Photos, Note, Gap, NotTurned).CompareTo((other.Fewest, other.Photos, other.Note, other.Gap, other.NotTurned));
    }
}
