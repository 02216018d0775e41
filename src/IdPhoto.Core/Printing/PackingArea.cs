namespace IdPhoto.Printing;

/// <summary>Where photos may lie, and how.</summary>
/// <param name="Size">The paper without its margins.</param>
/// <param name="Gap">Room between photos, in millimetres.</param>
/// <param name="Rules">Limits on rows, columns and turning.</param>
internal sealed record PackingArea(MmSize Size, double Gap, SheetOptions Rules)
{
    /// <summary>How many lengths with gaps between them fit into the width.</summary>
    public int Columns(double width) => Math.Min(Rules.MostColumns, Fit(Size.Width, width));

    /// <summary>How many lengths with gaps between them fit into a length, whatever the limits.</summary>
    public int Fit(double available, double length) => Math.Max(0, (int)Math.Floor((available + Gap + MmBox.Tolerance) / (length + Gap)));
}

/// <summary>Photos packed from the upper left corner of the area.</summary>
/// <param name="Photos">Their places in the area.</param>
internal sealed record Packing(IReadOnlyList<PlacedPhoto> Photos)
{
    public double Width => Photos.Max(photo => photo.Place.Right);

    public double Height => Photos.Max(photo => photo.Place.Bottom);

    public int Turned => Photos.Count(photo => photo.Turned);

    /// <summary>Copies of the photo with the fewest.</summary>
    /// <param name="items">How many photos there are.</param>
    public int Fewest(int items)
    {
        int[] copies = new int[items];
        foreach (PlacedPhoto photo in Photos)
            copies[photo.Item]++;
        return copies.Min();
    }
}
