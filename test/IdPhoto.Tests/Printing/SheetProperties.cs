using CsCheck;
using IdPhoto.Printing;
using Xunit;

namespace IdPhoto.Tests.Printing;

public sealed class SheetProperties
{
    private const double Tolerance = 1e-5;

    private static readonly Gen<SheetOptions> AnyOptions =
        from width in Gen.Double[60, 300]
        from height in Gen.Double[60, 400]
        from gap in Gen.Double[0, 8].Nullable()
        from sides in Gen.Double[0, 25]
        from ends in Gen.Double[0, 25]
        from usualMargins in Gen.Bool
        from cut in Gen.Enum<CutMarkStyle>()
        from turnPaper in Gen.Bool
        from oneWay in Gen.Bool
        select new SheetOptions
        {
            Paper = PaperSize.Of("own", new MmSize(width, height)),
            GapMm = gap,
            Margins = usualMargins ? null : new SheetMargins(sides, ends),
            Cut = cut,
            TurnPaper = turnPaper,
            OneWay = oneWay,
        };

    private static readonly Gen<MmSize> AnySize = Gen.Select(Gen.Double[12, 60], Gen.Double[12, 80], (width, height) => new MmSize(width, height));

    private static readonly Gen<SheetItem[]> OneItem = AnySize.Select(size => (SheetItem[])[new SheetItem(size)]);

    private static readonly Gen<SheetItem[]> AnyItems =
        from sizes in AnySize.Array[1, 3]
        from copies in Gen.Int[1, 4].Array[4]
        from fill in Gen.Bool
        from people in Gen.Int[1, 4]
        select Enumerable.Range(0, people).Select(i => new SheetItem(sizes[i % sizes.Length], fill ? null : copies[i])).ToArray();

    [Fact]
    public void Photos_keep_their_size_their_distance_and_the_margins() => Gen.Select(AnyItems, AnyOptions).Sample((items, options) =>
    {
        if (Try(items, options) is not { } sheet)
            return;
        SheetMargins margins = options.Margins ?? new SheetMargins(options.Paper.UsualMargin, options.Paper.UsualMargin);
        foreach (PlacedPhoto photo in sheet.Photos)
        {
            MmSize size = photo.Turned ? items[photo.Item].Size.Turned : items[photo.Item].Size;
            Assert.Equal(size, new MmSize(photo.Place.Width, photo.Place.Height));
            Assert.True(photo.Place.X >= margins.Sides - Tolerance && photo.Place.Right <= sheet.Paper.Width - margins.Sides + Tolerance);
            Assert.True(photo.Place.Y >= margins.Ends - Tolerance && photo.Place.Bottom <= sheet.Paper.Height - margins.Ends + Tolerance);
        }
        for (int a = 0; a < sheet.Photos.Count; a++)
            for (int b = 0; b < a; b++)
                Assert.True(Apart(sheet.Photos[a].Place, sheet.Photos[b].Place, sheet.GapMm));
        Assert.Equal(options.GapMm ?? sheet.GapMm, sheet.GapMm);
    }, iter: LongTests.Times(3_000));

    [Fact]
    public void Each_photo_gets_the_copies_asked_for_or_at_least_one() => Gen.Select(AnyItems, AnyOptions).Sample((items, options) =>
    {
        if (Try(items, options) is { } sheet)
            for (int item = 0; item < items.Length; item++)
                Assert.True(items[item].Copies is { } copies ? sheet.Copies(item) == copies : sheet.Copies(item) >= 1);
    }, iter: LongTests.Times(3_000));

    [Fact]
    public void The_scale_bar_and_the_cut_marks_touch_no_photo() => Gen.Select(AnyItems, AnyOptions).Sample((items, options) =>
    {
        if (Try(items, options) is not { } sheet)
            return;
        foreach (MmBox photo in sheet.Photos.Select(photo => photo.Place))
        {
            Assert.NotEqual(true, sheet.Note?.Place.Overlaps(photo));
            foreach (MmLine cut in sheet.Cuts)
                Assert.False(Ink(cut).Grown(-Tolerance).Overlaps(photo), $"{cut} lies on {photo}");
        }
        foreach (MmLine cut in sheet.Cuts)
        {
            Assert.NotEqual(true, sheet.Note?.Place.Overlaps(Ink(cut)));
            Assert.True(cut.X1 >= 0 && cut.Y1 >= 0 && cut.X2 <= sheet.Paper.Width && cut.Y2 <= sheet.Paper.Height && cut.X1 <= cut.X2 && cut.Y1 <= cut.Y2);
        }
        if (sheet.Note is { } note)
            Assert.True(note.Place.X >= 0 && note.Place.Y >= 0 && note.Place.Right <= sheet.Paper.Width + Tolerance && note.Place.Bottom <= sheet.Paper.Height + Tolerance);
    }, iter: LongTests.Times(1_500));

    [Fact]
    public void A_sheet_never_holds_fewer_than_a_plain_grid() => Gen.Select(OneItem, AnyOptions).Sample((items, options) =>
        Assert.True((Try(items, options)?.Photos.Count ?? 0) >= Math.Min(SheetPlanner.MostPhotos, Grid(items[0].Size, options))), iter: LongTests.Times(5_000));

    [Fact]
    public void The_scale_bar_never_costs_a_copy() => Gen.Select(AnyItems, AnyOptions).Sample((items, options) =>
        Assert.Equal(Try(items, options with { ScaleBar = false })?.Photos.Count, Try(items, options)?.Photos.Count), iter: LongTests.Times(500));

    [Fact]
    public void A_sheet_is_the_same_every_time() => Gen.Select(AnyItems, AnyOptions).Sample((items, options) =>
    {
        SheetLayout? first = Try(items, options);
        SheetLayout? second = Try(items, options);
        Assert.Equal(first?.Photos, second?.Photos);
        Assert.Equal(first?.Cuts, second?.Cuts);
        Assert.Equal(first?.Note, second?.Note);
    }, iter: LongTests.Times(300));

    private static SheetLayout? Try(SheetItem[] items, SheetOptions options)
    {
        try
        {
            return SheetPlanner.Plan(items, options);
        }
        catch (PhotoException refusal)
        {
            Assert.Equal(Refusals.SheetTooSmall, refusal.Code);
            return null;
        }
    }

    /// <summary>The best of the plain grids: all upright or all turned, the paper either way where that is free.</summary>
    private static int Grid(MmSize photo, SheetOptions options)
    {
        SheetMargins margins = options.Margins ?? new SheetMargins(options.Paper.UsualMargin, options.Paper.UsualMargin);
        MmSize paper = options.Paper.Size;
        MmSize[] papers = options.TurnPaper ? [paper, paper.Turned] : [paper];
        double gap = options.GapMm ?? 1;
        return papers.SelectMany(lying => (int[])[Count(photo, lying), Count(photo.Turned, lying)]).Max();

        int Count(MmSize size, MmSize on)
            => Side(size.Width, on.Width - (2 * margins.Sides)) * Side(size.Height, on.Height - (2 * margins.Ends));

        int Side(double length, double room)
        {
            int count = 0;
            for (double used = length; used <= room; used += gap + length)
                count++;
            return count;
        }
    }

    private static bool Apart(MmBox a, MmBox b, double gap)
        => a.Right + gap <= b.X + Tolerance || b.Right + gap <= a.X + Tolerance || a.Bottom + gap <= b.Y + Tolerance || b.Bottom + gap <= a.Y + Tolerance;

    /// <summary>What a mark covers: its ends are flat.</summary>
    private static MmBox Ink(MmLine line)
    {
        const double half = CutMarks.LineMm / 2;
        return line.Y1 == line.Y2
            ? new MmBox(line.X1, line.Y1 - half, line.X2 - line.X1, 2 * half)
            : new MmBox(line.X1 - half, line.Y1, 2 * half, line.Y2 - line.Y1);
    }
}
