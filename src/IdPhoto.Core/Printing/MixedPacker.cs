namespace IdPhoto.Printing;

/// <summary>Packs photos of several sizes in rows, the highest first: first fit decreasing height, as cut with a ruler.</summary>
internal static class MixedPacker
{
    /// <summary>Above this many sizes not every choice of which sizes to turn is tried.</summary>
    private const int MostSizesTurned = 5;

    /// <summary>Packings of the photos, one for each choice of which sizes to turn, where there is one.</summary>
    /// <param name="items">The photos, of two sizes or more.</param>
    /// <param name="area">The area.</param>
    /// <param name="cancel">Checked between attempts.</param>
    public static IEnumerable<Packing> Packings(IReadOnlyList<SheetItem> items, PackingArea area, CancellationToken cancel)
    {
        MmSize[] sizes = [.. items.Select(item => item.Size).Distinct()];
        int all = (1 << Math.Min(sizes.Length, 30)) - 1;
        IEnumerable<int> choices = sizes.Length <= MostSizesTurned ? Enumerable.Range(0, all + 1) : [0, all];
        foreach (int choice in choices)
        {
            cancel.ThrowIfCancellationRequested();
            bool[] turned = [.. items.Select(item => ((choice >> Math.Min(Array.IndexOf(sizes, item.Size), 29)) & 1) != 0)];
            if (Packed(items, turned, area) is { } photos)
                yield return new Packing(photos);
        }
    }

    private static List<PlacedPhoto>? Packed(IReadOnlyList<SheetItem> items, bool[] turned, PackingArea area)
    {
        int[] copies = [.. items.Select(item => item.Copies ?? 1)];
        List<PlacedPhoto>? best = InRows(items, turned, copies, area);
        return best is null || items[0].Copies is not null ? best : Filled(items, turned, copies, best, area);
    }

    /// <summary>Adds copies: one of each as long as that goes, then one of any photo that still fits, in turns.</summary>
    private static List<PlacedPhoto> Filled(IReadOnlyList<SheetItem> items, bool[] turned, int[] copies, List<PlacedPhoto> best, PackingArea area)
    {
        int[] more = [.. copies.Select(count => count + 1)];
        while (InRows(items, turned, more, area) is { } photos)
        {
            best = photos;
            copies = more;
            more = [.. copies.Select(count => count + 1)];
        }
        for (bool added = true; added;)
        {
            added = false;
            for (int item = 0; item < items.Count; item++)
            {
                copies[item]++;
                if (InRows(items, turned, copies, area) is { } photos)
                    (best, added) = (photos, true);
                else
                    copies[item]--;
            }
        }
        return best;
    }

    private static List<PlacedPhoto>? InRows(IReadOnlyList<SheetItem> items, bool[] turned, int[] copies, PackingArea area)
    {
        if (copies.Sum() > SheetPlanner.MostPhotos)
            return null;
        int[] order = [.. Enumerable.Range(0, items.Count).OrderByDescending(item => Lying(items[item], turned[item]).Height)
            .ThenByDescending(item => Lying(items[item], turned[item]).Width).ThenBy(item => item)];
        List<Row> rows = [];
        List<PlacedPhoto> photos = [];
        foreach (int item in order)
            for (int copy = 0; copy < copies[item]; copy++)
            {
                if (Next(rows, Lying(items[item], turned[item]), area) is not { } place)
                    return null;
                photos.Add(new PlacedPhoto(item, place, turned[item]));
            }
        return photos;
    }

    private static MmSize Lying(SheetItem item, bool turned) => turned ? item.Size.Turned : item.Size;

    /// <summary>The first row with room, or a new one below.</summary>
    private static MmBox? Next(List<Row> rows, MmSize photo, PackingArea area)
    {
        Row? row = rows.Find(row => row.Count < area.Rules.MostColumns && row.Used + photo.Width <= area.Size.Width + MmBox.Tolerance);
        if (row is null)
        {
            double top = rows.Count == 0 ? 0 : rows[^1].Bottom + area.Gap;
            bool fits = photo.Width <= area.Size.Width + MmBox.Tolerance && top + photo.Height <= area.Size.Height + MmBox.Tolerance;
            if (!fits || rows.Count == area.Rules.MostRows)
                return null;
            rows.Add(row = new Row(top, top + photo.Height));
        }
        MmBox place = new(row.Used, row.Top, photo.Width, photo.Height);
        row.Used = place.Right + area.Gap;
        row.Count++;
        return place;
    }

    private sealed class Row(double top, double bottom)
    {
        public double Top => top;

        public double Bottom => bottom;

        public double Used { get; set; }

        public int Count { get; set; }
    }
}
