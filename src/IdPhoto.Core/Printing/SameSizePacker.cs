namespace IdPhoto.Printing;

/// <summary>Packs photos of one size in rows: some rows upright, the rest turned.</summary>
/// <remarks>Every plain grid is among them, so none of them can hold more than the best of these.</remarks>
internal static class SameSizePacker
{
    /// <summary>All ways to fill an area, each with as many places as its rows have.</summary>
    /// <param name="photo">The photo upright.</param>
    /// <param name="area">The area.</param>
    public static IEnumerable<IReadOnlyList<PlacedPhoto>> Fillings(MmSize photo, PackingArea area)
    {
        int mostUpright = Math.Min(area.Rules.MostRows, area.Columns(photo.Width) > 0 ? area.Fit(area.Size.Height, photo.Height) : 0);
        for (int upright = mostUpright; upright >= 0; upright--)
        {
            double used = upright * (photo.Height + area.Gap);
            int turned = Math.Min(area.Rules.MostRows - upright, area.Columns(photo.Height) > 0 ? area.Fit(area.Size.Height - used, photo.Width) : 0);
            if (photo.Width == photo.Height || (area.Rules.OneWay && upright > 0))
                turned = 0;
            if (upright + turned > 0)
                yield return [.. Rows(photo, area, upright, 0, false).Concat(Rows(photo.Turned, area, turned, used, true)).Take(SheetPlanner.MostPhotos)];
        }
    }

    /// <summary>Gives the places to photos: those wanted, or the same number to each and the rest to the first.</summary>
    /// <param name="places">A filling.</param>
    /// <param name="items">The photos, all of one size.</param>
    /// <returns>As many as there are places for, or null where a photo would get none.</returns>
    public static Packing? Share(IReadOnlyList<PlacedPhoto> places, IReadOnlyList<SheetItem> items)
    {
        int each = places.Count / items.Count;
        int rest = places.Count % items.Count;
        List<PlacedPhoto> photos = [];
        for (int item = 0; item < items.Count; item++)
        {
            int copies = items[item].Copies ?? each + (item < rest ? 1 : 0);
            if (copies == 0 || photos.Count + copies > places.Count)
                return null;
            photos.AddRange(places.Skip(photos.Count).Take(copies).Select(place => place with { Item = item }));
        }
        return new Packing(photos);
    }

    private static IEnumerable<PlacedPhoto> Rows(MmSize photo, PackingArea area, int rows, double top, bool turned)
    {
        int columns = area.Columns(photo.Width);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                yield return new PlacedPhoto(
                    0, new MmBox(column * (photo.Width + area.Gap), top + (row * (photo.Height + area.Gap)), photo.Width, photo.Height), turned);
    }
}
